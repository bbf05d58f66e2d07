import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BookCore } from '#lib/book/book.ts';
import type { Network } from '#lib/book/network.ts';
import type { SavedConnection, Shelf } from '#lib/book/shelf.ts';
import { wallClock, type Clock } from '#lib/sync/retry.ts';
import { draft, find, memoryShelf, openBook, problem, requester } from '../../unit/book/open-book.ts';
import { Client } from '../client.ts';
import { addMember, startTeam, submit, type Person, type Team } from '../team.ts';

let team: Team;
let colleague: Client;
beforeAll(async () => {
  team = await startTeam();
  colleague = new Client(team, await addMember(team, 'Anna Agent'));
});
afterAll(() => team.running.stop());

// The device flow asks every five seconds; a test need not wait for that.
const clock: Clock = { ...wallClock, sleep: (ms, signal) => wallClock.sleep(Math.min(ms, 30), signal) };
let online = true;
const network: Network = {
  fetch: (...args) => (online ? fetch(...args) : Promise.reject(new TypeError('Failed to fetch'))),
  WebSocket: WebSocket as unknown as typeof globalThis.WebSocket,
  clock,
  random: () => 0.5,
};

async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await ask();
    if (holds(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`not in time: ${JSON.stringify(await ask())}`);
}

const answerAs = async (book: BookCore, { cookie }: Person, answer: 'approve' | 'deny') => {
  const connection = await book.connection();
  if (connection.state !== 'connecting') throw new Error(connection.state);
  return submit(`${team.url}/device`, { user_code: connection.userCode, answer }, cookie);
};
const state = (book: BookCore, wanted: string) =>
  until(
    () => book.connection(),
    ({ state }) => state === wanted,
  );
const mail = (address: string) => ({ channel: 'email', key: address, value: address, details: {} });
const create = (name: string, address: string) => ({
  name: 'contact.create' as const,
  args: { id: randomUUID(), name, fields: {}, senders: [mail(address)] },
});

/** Joined as the owner, with nothing made before. */
async function joined(): Promise<{
  book: ReturnType<typeof openBook>;
  shelf: ReturnType<typeof memoryShelf>;
}> {
  const shelf = memoryShelf();
  const book = openBook({ shelf: shelf.shelf, network });
  await book.connect(team.url);
  await answerAs(book, team.owner, 'approve');
  await state(book, 'connected');
  await until(
    () => book.status(),
    ({ sync, unsent }) => sync.state === 'idle' && unsent === 0,
  );
  return { book, shelf };
}
/** Every test leaves no team behind: all books of this process share one database of it. */
const leave = (book: BookCore) => book.disconnect({ discard: true });

describe('a team', () => {
  test('law 11: what was made alone is there at once after joining, and on the server; leaving takes it all away', async () => {
    const shelf = memoryShelf();
    const book = openBook({ shelf: shelf.shelf, network });
    await book.addSender(requester({ name: 'Made Alone', address: 'alone@poczta.example' }));
    await book.connect(`  ${team.url}/somewhere `);
    expect(await book.connection()).toMatchObject({ state: 'connecting', serverUrl: team.url });
    expect(book.pages).toEqual([expect.stringContaining(`${team.url}/device`)]);
    expect(await find(book, 'alone')).toEqual(['Made Alone']);
    await answerAs(book, team.owner, 'approve');
    expect(await state(book, 'connected')).toMatchObject({
      user: { name: 'Olga Owner', email: 'olga@team.example' },
      workspace: { name: 'Lampka', role: 'owner' },
    });
    await until(
      () => find(book, 'alone'),
      (names) => names.length === 1,
    );
    await until(
      () => book.status(),
      ({ unsent, contacts }) => unsent === 0 && contacts === 1,
    );
    const pulled = await colleague.pull();
    expect(pulled.contact.map(({ name }) => name)).toEqual(['Made Alone']);
    const [row] = (await book.list({ text: 'made', sort: 'best', offset: 0, limit: 1 })).rows;
    expect(await book.contact(row?.id ?? '')).toMatchObject({
      createdBy: 'Olga Owner',
      unsent: false,
      unsentFields: [],
    });
    await book.disconnect({ discard: false });
    expect(await book.connection()).toEqual({ state: 'alone' });
    expect(shelf.token()).toBeNull();
    expect((await book.status()).contacts).toBe(0);
  });

  test('a colleague’s change is here as soon as it is made, while a surface is open', async () => {
    const { book } = await joined();
    await book.surfaces(1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await colleague.push(create('From Anna', 'from-anna@poczta.example'));
    await until(
      () => find(book, 'from anna'),
      (names) => names.length === 1,
    );
    await book.surfaces(0);
    await leave(book);
  });

  test('R14: offline, all goes on; what is unsent says so field by field, and is not lost by signing out unasked', async () => {
    const { book } = await joined();
    online = false;
    const { contact } = await book.addSender(
      requester({ name: 'Off Line', address: 'offline@poczta.example' }),
    );
    expect(await book.contact(contact.id)).toMatchObject({ unsent: true, unsentFields: ['name'] });
    const status = await until(
      () => book.status(),
      ({ sync }) => sync.state === 'offline',
    );
    expect(status).toMatchObject({ unsent: 1 });
    expect(await problem(book.disconnect({ discard: false }))).toEqual({ reason: 'unsent_changes' });
    expect(await book.unsentChanges()).toMatchObject([
      { name: 'contact.create', args: { name: 'Off Line' } },
    ]);
    online = true;
    await book.wake();
    await until(
      () => book.status(),
      ({ unsent, sync }) => unsent === 0 && sync.state === 'idle',
    );
    expect(await book.contact(contact.id)).toMatchObject({ unsent: false, unsentFields: [] });
    await leave(book);
  });

  test('a worker that dies while it waits for the approval is taken up where it was by the next', async () => {
    const shelf = memoryShelf();
    const dead = new AbortController();
    const dying: Network = {
      ...network,
      fetch: (...args) => (dead.signal.aborted ? new Promise(() => {}) : fetch(...args)),
    };
    const first = openBook({ shelf: shelf.shelf, network: dying });
    await first.connect(team.url);
    dead.abort();
    const second = openBook({ shelf: shelf.shelf, network });
    await second.status();
    await answerAs(second, team.owner, 'approve');
    expect(await state(second, 'connected')).toMatchObject({ user: { name: 'Olga Owner' } });
    await leave(second);
  });

  test('a denied sign-in says so, and can be put away', async () => {
    const book = openBook({ network });
    await book.connect(team.url);
    await answerAs(book, team.owner, 'deny');
    expect(await state(book, 'failed')).toMatchObject({ problem: { reason: 'sign_in_denied' } });
    await book.cancelConnecting();
    expect(await book.connection()).toEqual({ state: 'alone' });
  });

  test.each([
    ['', 'server_unreachable'],
    ['ftp://team.example', 'server_unreachable'],
    ['http://team.example', 'server_unreachable'],
    ['https://user:secret@team.example', 'server_unreachable'],
    ['http://127.0.0.1:1', 'server_unreachable'],
  ])('the address %j cannot be connected to', async (address, reason) => {
    const book = openBook({ network });
    expect(await problem(book.connect(address))).toMatchObject({ reason });
    expect(await book.connection()).toEqual({ state: 'alone' });
  });

  test('a token that the server no longer takes stops syncing and says so; signing in again goes on', async () => {
    const { book, shelf } = await joined();
    await shelf.shelf.keepToken('forged');
    await book.addContact(draft({ name: 'Kept Meanwhile' }));
    const stopped = await until(
      () => book.status(),
      ({ sync }) => sync.state === 'stopped',
    );
    expect(stopped).toMatchObject({ unsent: 1, sync: { problem: { reason: 'sign_in_expired' } } });
    await book.connect(team.url);
    expect(await find(book, 'kept')).toEqual(['Kept Meanwhile']);
    await answerAs(book, team.owner, 'approve');
    await state(book, 'connected');
    await until(
      () => book.status(),
      ({ unsent }) => unsent === 0,
    );
    await leave(book);
  });

  test('section Z: an agent may neither delete nor take a sender away', async () => {
    const ola = await addMember(team, 'Ola Only');
    const book = openBook({ network });
    await book.connect(team.url);
    await answerAs(book, ola, 'approve');
    await state(book, 'connected');
    const { contact } = await book.addSender(requester({ name: 'Stays', address: 'stays@poczta.example' }));
    expect(await problem(book.deleteContact(contact.id))).toEqual({ reason: 'not_permitted' });
    expect(await problem(book.detachSender(contact.id, 'email', 'stays@poczta.example'))).toEqual({
      reason: 'not_permitted',
    });
    expect((await book.status()).workspace).toEqual({ name: 'Lampka', role: 'agent' });
    await leave(book);
  });
});

describe('a conflict', () => {
  /** Both made something offline; the colleague’s came first. */
  async function clash(theirs: ReturnType<typeof create>, mine: (book: BookCore) => Promise<unknown>) {
    const { book } = await joined();
    online = false;
    await mine(book);
    await colleague.push(theirs);
    online = true;
    await book.syncNow();
    await until(
      () => book.status(),
      ({ unsent }) => unsent === 0,
    );
    return book;
  }

  test('X1: offline, a quick-add whose name a colleague took gets the longer one, and its author is told', async () => {
    const book = await clash(create('Twin Name', 'twin1@poczta.example'), (book) =>
      book.addSender(requester({ name: 'Twin Name', address: 'twin2@poczta.example' })),
    );
    expect((await find(book, 'twin name')).toSorted()).toEqual([
      'Twin Name',
      'Twin Name (twin2@poczta.example)',
    ]);
    const [told] = await book.conflicts();
    expect(told).toMatchObject({
      code: 'renamed',
      ways: [{ do: 'discard' }],
      other: { userName: 'Anna Agent' },
    });
    await book.settleConflict(told?.id ?? '', { do: 'discard' });
    expect(await book.conflicts()).toEqual([]);
    await leave(book);
  });

  test('A20: a form whose name was taken is kept whole, and saved under another; what followed comes with it', async () => {
    const book = await clash(create('Form Name', 'form1@poczta.example'), async (book) => {
      const { id } = await book.addContact(
        draft({
          name: 'Form Name',
          senders: [{ channel: 'email', value: 'form2@poczta.example' }],
          country: 'PL',
          note: 'First',
        }),
      );
      await book.putNote(id, 'Second');
    });
    const [kept] = await book.conflicts();
    expect(kept).toMatchObject({
      code: 'name_taken',
      subject: 'Form Name',
      other: { contact: { name: 'Form Name' } },
    });
    expect(kept?.kept).toEqual(
      expect.arrayContaining([
        { label: 'name', value: 'Form Name' },
        { label: 'email', value: 'form2@poczta.example' },
        { label: 'country', value: 'PL' },
        { label: 'note', value: 'First' },
        { label: 'note', value: 'Second' },
      ]),
    );
    expect(kept?.ways).toEqual([{ do: 'attach' }, { do: 'rename', name: 'Form Name 2' }, { do: 'discard' }]);
    expect(
      await problem(book.settleConflict(kept?.id ?? '', { do: 'rename', name: 'form NAME' })),
    ).toMatchObject({
      reason: 'name_taken',
    });
    expect(await book.conflicts()).toHaveLength(1);
    await book.settleConflict(kept?.id ?? '', { do: 'rename', name: 'Form Name 2' });
    await book.syncNow();
    const [row] = (await book.list({ text: 'form name 2', sort: 'best', offset: 0, limit: 1 })).rows;
    expect(await book.contact(row?.id ?? '')).toMatchObject({
      name: 'Form Name 2',
      unsent: false,
      senders: [{ key: 'form2@poczta.example' }],
    });
    expect((await book.contact(row?.id ?? ''))?.notes.map(({ text }) => text).toSorted()).toEqual([
      'First',
      'Second',
    ]);
    expect(await book.conflicts()).toEqual([]);
    await leave(book);
  });

  test('R12, A33: both added the same sender offline; one contact remains, and mine can be given to it', async () => {
    const book = await clash(create('Their Name', 'same@poczta.example'), (book) =>
      book.addContact(
        draft({
          name: 'My Name',
          senders: ['same@poczta.example', 'more@poczta.example'].map((value) => ({
            channel: 'email',
            value,
          })),
          language: 'pl',
        }),
      ),
    );
    expect(await find(book, 'same@poczta')).toEqual(['Their Name']);
    const [taken] = await book.conflicts();
    expect(taken).toMatchObject({
      code: 'sender_taken',
      subject: 'My Name',
      ways: [{ do: 'attach' }, { do: 'discard' }],
    });
    await book.settleConflict(taken?.id ?? '', { do: 'attach' });
    await book.syncNow();
    const [row] = (await book.list({ text: 'their name', sort: 'best', offset: 0, limit: 1 })).rows;
    expect(row).toMatchObject({ language: 'pl', unsent: false });
    expect(row?.senders.map(({ key }) => key).toSorted()).toEqual([
      'more@poczta.example',
      'same@poczta.example',
    ]);
    expect(await book.conflicts()).toEqual([]);
    expect(await problem(book.settleConflict(taken?.id ?? '', { do: 'discard' }))).toEqual({
      reason: 'conflict_gone',
    });
    await leave(book);
  });

  test.each([
    ['mine', 'Gdynia'],
    ['discard', 'Gdańsk'],
  ] as const)('W15: two people changed one field; «%s» makes it %s', async (way, expected) => {
    const { book } = await joined();
    const { id } = await book.addContact(draft({ name: `Field ${way}` }));
    const typed = (value: string) => ({ city: { value, origin: 'typed' as const } });
    await book.setFields(id, typed('Sopot'), { city: null });
    await book.syncNow();
    online = false;
    await book.setFields(id, typed('Gdynia'), typed('Sopot'));
    await colleague.push({ name: 'contact.patch', args: { id, set: typed('Gdańsk'), base: typed('Sopot') } });
    online = true;
    await book.syncNow();
    const [told] = await until(
      () => book.conflicts(),
      (all) => all.length > 0,
    );
    expect(told).toMatchObject({
      code: 'field_overwritten',
      subject: `Field ${way}`,
      kept: [{ label: 'city', value: 'Gdynia' }],
      other: { field: 'city', value: 'Gdańsk', userName: 'Anna Agent' },
      ways: [{ do: 'mine' }, { do: 'discard' }],
    });
    await book.settleConflict(told?.id ?? '', { do: way });
    await book.syncNow();
    expect((await book.contact(id))?.fields['city']).toEqual({ value: expected, origin: 'typed' });
    expect(await book.conflicts()).toEqual([]);
    await leave(book);
  });
});

test('the shelf is all a new worker needs: it is never ahead of what is on it', async () => {
  const written: SavedConnection['state'][] = [];
  const memory = memoryShelf();
  const shelf: Shelf = {
    ...memory.shelf,
    write: async (saved) => {
      written.push(saved.state);
      await memory.shelf.write(saved);
    },
  };
  const book = openBook({ shelf, network });
  await book.connect(team.url);
  await answerAs(book, team.owner, 'approve');
  await state(book, 'connected');
  await leave(book);
  expect(written.filter((state, i) => state !== written[i - 1])).toEqual([
    'connecting',
    'connected',
    'alone',
  ]);
});
