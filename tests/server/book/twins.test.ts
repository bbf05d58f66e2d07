import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BookCore } from '#lib/book/book.ts';
import { draft, problem } from '../../unit/book/open-book.ts';
import { addMember, startTeam, type Person, type Team } from '../team.ts';
import { inStep, joined, leave, line } from './member.ts';

let team: Team;
let agent: Person;
beforeAll(async () => {
  team = await startTeam();
  agent = await addMember(team, 'Anna Agent', 'agent');
});
afterAll(() => team.running.stop());

const field = (value: string) => ({ value, origin: 'typed' as const });

/** Two who have an e-mail in common; on the server. */
async function twinsIn(book: BookCore, address: string) {
  const email = { [`email/${address}`]: field(address) };
  const [one, other] = [`One ${address}`, `Other ${address}`];
  const a = await book.addContact(draft({ name: one, senders: [{ channel: 'email', value: address }] }));
  const b = await book.addContact(draft({ name: other, note: 'Kept', country: 'PL' }));
  await book.setFields(b.id, { ...email, city: field('Gdynia') }, {});
  await inStep(book);
  return { a, b };
}

/** The same workspace on another member's device. */
async function as(person: Person, work: (book: BookCore) => Promise<void>) {
  const { book } = await joined(team, person);
  await work(book);
  await leave(book);
}

describe('possible duplicates in a team', () => {
  test('R7, B24: merged offline with what both had, the server takes it, and undone they are two again for everybody', async () => {
    const { book } = await joined(team);
    const { a, b } = await twinsIn(book, 'merge@poczta.example');
    const before = [await book.contact(a.id), await book.contact(b.id)].map((one) => one?.fields);
    line.isUp = false;
    const merge = await book.merge(b.id, a.id);
    line.isUp = true;
    await book.syncNow();
    await inStep(book);
    expect(await book.conflicts()).toEqual([]);
    await leave(book);
    await as(agent, async (theirs) => {
      const one = await theirs.contact(b.id);
      expect(one).toMatchObject({ id: a.id, name: a.name, country: 'PL' });
      expect(Object.keys(one?.fields ?? {})).toContain(`alias/${b.name}`);
      expect(one?.notes.map(({ text }) => text)).toEqual(['Kept']);
      expect(await problem(theirs.mergeHistory({ offset: 0, limit: 5 }))).toEqual({
        reason: 'not_permitted',
      });
      expect(await problem(theirs.unmerge(merge))).toEqual({ reason: 'not_permitted' });
    });
    const { book: again } = await joined(team);
    const [row] = (await again.mergeHistory({ offset: 0, limit: 5 })).rows;
    expect(row).toMatchObject({ id: merge, name: b.name, into: a, mayUndo: true });
    await again.unmerge(merge);
    await inStep(again);
    expect([await again.contact(a.id), await again.contact(b.id)].map((one) => one?.fields)).toEqual(before);
    await leave(again);
  });

  test('G7: that two are not the same person is known to the whole team', async () => {
    const { book } = await joined(team);
    const { a, b } = await twinsIn(book, 'different@poczta.example');
    expect((await book.twins(a.id)).total).toBe(1);
    await book.putDifferent(a.id, b.id);
    await inStep(book);
    await leave(book);
    await as(agent, async (theirs) => {
      expect((await theirs.twins(a.id)).total).toBe(0);
      await theirs.putDifferent(b.id, a.id, false);
      expect((await theirs.twins(a.id)).total).toBe(1);
      await inStep(theirs);
    });
  });

  test('B27, W18: a colleague’s block tells who and why beside the requester, and takes the contact out of the suggestions', async () => {
    const { book } = await joined(team);
    const { a, b } = await twinsIn(book, 'blocked@poczta.example');
    await book.block(a.id, 'Spam');
    await inStep(book);
    await leave(book);
    await as(agent, async (theirs) => {
      expect((await theirs.twins(b.id)).total).toBe(0);
      const from = {
        site: 'roundcube',
        channel: 'email',
        name: 'One',
        address: 'blocked@poczta.example',
        confidence: 'sure',
        readFrom: 'header',
      } as const;
      const [known] = await theirs.recognise([from]);
      expect(known).toMatchObject({
        state: 'known',
        contact: a,
        blocked: { userName: team.owner.name, reason: 'Spam' },
      });
    });
  });
});

describe('the log of deleted contacts', () => {
  test('D15, D16, X12: tells an owner who deleted whom by a hint, an agent nothing, and says when the server is away', async () => {
    const { book } = await joined(team);
    const { id } = await book.addContact(
      draft({ name: 'Żaneta Gżegżółka', senders: [{ channel: 'allegro', value: 'zanetka_84' }] }),
    );
    await inStep(book);
    await book.deleteContact(id);
    await inStep(book);
    const { entries, before } = await book.deletions();
    expect(before).toBeNull();
    expect(entries[0]).toMatchObject({ initials: 'Ż. G.', channel: 'allegro', userName: team.owner.name });
    expect(JSON.stringify(entries)).not.toMatch(/Żaneta|zanetka/u);
    line.isUp = false;
    expect(await problem(book.deletions())).toEqual({ reason: 'server_unreachable' });
    line.isUp = true;
    await leave(book);
    await as(agent, async (theirs) => {
      expect(await problem(theirs.deletions())).toEqual({ reason: 'not_permitted' });
    });
  });
});
