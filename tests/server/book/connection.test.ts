import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Network } from '#lib/book/network.ts';
import type { SavedConnection, Shelf } from '#lib/book/shelf.ts';
import { draft, find, memoryShelf, openBook, problem, requester } from '../../unit/book/open-book.ts';
import { Client, create } from '../client.ts';
import { addMember, startTeam, type Team } from '../team.ts';
import { answerAs, joined, leave, line, network, reached, until } from './member.ts';

let team: Team;
let colleague: Client;
beforeAll(async () => {
  team = await startTeam();
  colleague = new Client(team, await addMember(team, 'Anna Agent'));
});
afterAll(() => team.running.stop());

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
    expect(await reached(book, 'connected')).toMatchObject({
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
    const { book } = await joined(team);
    await book.surfaces(1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await colleague.push(create('From Anna', 'from-anna@poczta.example'));
    const found = await until(
      () => find(book, 'from anna'),
      (names) => names.length > 0,
    );
    expect(found).toEqual(['From Anna']);
    await book.surfaces(0);
    await leave(book);
  });

  test('R14: offline, all goes on; what is unsent says so field by field, and is not lost by signing out unasked', async () => {
    const { book } = await joined(team);
    line.isUp = false;
    const { contact } = await book.addSender(
      requester({ name: 'Off Line', address: 'offline@poczta.example' }),
    );
    expect(await book.contact(contact.id)).toMatchObject({
      unsent: true,
      unsentFields: ['name', 'firstSeen', 'lastSeen'],
    });
    const status = await until(
      () => book.status(),
      ({ sync }) => sync.state === 'offline',
    );
    expect(status).toMatchObject({ unsent: 1 });
    expect(await problem(book.disconnect({ discard: false }))).toEqual({ reason: 'unsent_changes' });
    expect(await book.unsentChanges()).toMatchObject([
      { name: 'contact.create', args: { name: 'Off Line' } },
    ]);
    line.isUp = true;
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
    expect(await reached(second, 'connected')).toMatchObject({ user: { name: 'Olga Owner' } });
    await leave(second);
  });

  test('a denied sign-in says so, and can be put away', async () => {
    const book = openBook({ network });
    await book.connect(team.url);
    await answerAs(book, team.owner, 'deny');
    expect(await reached(book, 'failed')).toMatchObject({ problem: { reason: 'sign_in_denied' } });
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
    const { book, shelf } = await joined(team);
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
    await reached(book, 'connected');
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
    await reached(book, 'connected');
    const { contact } = await book.addSender(requester({ name: 'Stays', address: 'stays@poczta.example' }));
    expect(await problem(book.deleteContact(contact.id))).toEqual({ reason: 'not_permitted' });
    expect(await problem(book.detachSender(contact.id, 'email', 'stays@poczta.example'))).toEqual({
      reason: 'not_permitted',
    });
    expect((await book.status()).workspace).toEqual({ name: 'Lampka', role: 'agent', others: 0 });
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
  await reached(book, 'connected');
  await leave(book);
  expect(written.filter((state, i) => state !== written[i - 1])).toEqual([
    'connecting',
    'connected',
    'alone',
  ]);
});
