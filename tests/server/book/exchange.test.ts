import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyPerson, type Person } from '#lib/model/person.ts';
import { draft, problem } from '../../unit/book/open-book.ts';
import { imported, outcomes } from '../../unit/book/import-people.ts';
import { addMember, startTeam, type Team } from '../team.ts';
import { inStep, joined, leave, line } from './member.ts';

let team: Team;
beforeAll(async () => void (team = await startTeam()));
afterAll(() => team.running.stop());

const someone = (at: number, more: Partial<Person> = {}): Person => ({
  ...emptyPerson(at + 2),
  name: `Imported ${at}`,
  emails: [`imported${at}@post.example`],
  ...more,
});

describe('contacts in and out, with a team', () => {
  test('G14: what was imported reaches the team without a conflict, made offline too; the same file makes nothing twice', async () => {
    const { book } = await joined(team);
    line.isUp = false;
    const people = Array.from({ length: 30 }, (_, at) =>
      someone(at, {
        tags: ['VIP'],
        organisation: 'Lampka',
        notes: ['from a file'],
        phones: [`+486007008${10 + at}`],
        fields: { city: 'Łódź', country: 'PL' },
      }),
    );
    const { view } = await imported(book, people, { inParts: 7 });
    expect(view.counts).toMatchObject({ new: 30, failed: 0, tags: 1, organisations: 1 });
    line.isUp = true;
    await book.syncNow();
    await inStep(book);
    expect(await book.conflicts()).toEqual([]);
    await leave(book);
    const again = await joined(team, await addMember(team, 'Anna Agent'));
    const second = await imported(again.book, people, { inParts: 7 });
    expect(new Set(outcomes(second.rows))).toEqual(new Set(['same']));
    await leave(again.book);
  });

  test('R9: everything of one person, with what only the server remembers; where it cannot be asked there is no half of it', async () => {
    const { book } = await joined(team);
    const jan = await book.addContact(
      draft({
        name: 'Jan Subject',
        senders: [{ channel: 'email', value: 'subject@post.example' }],
        note: 'likes tea',
      }),
    );
    await inStep(book);
    await book.rename(jan.id, 'Jan Subjected');
    await inStep(book);
    const all = await book.subjectAccess(jan.id);
    expect(all).toMatchObject({
      contact: { name: 'Jan Subjected', createdBy: expect.stringMatching(/\S/u) },
      senders: [{ key: 'subject@post.example' }],
      records: { note: [{ fields: { text: { value: 'likes tea' } } }] },
    });
    expect(JSON.stringify(all.history)).toContain('Jan Subject');
    expect(all.history?.length).toBeGreaterThanOrEqual(2);
    line.isUp = false;
    expect(await problem(book.subjectAccess(jan.id))).toMatchObject({ reason: 'server_unreachable' });
    line.isUp = true;
    await leave(book);
  });

  test('X6: an agent gives out a hundred contacts at most, a manager as many as there are', async () => {
    const ids = Array.from({ length: 101 }, () => crypto.randomUUID());
    const agent = await joined(team, await addMember(team, 'Piotr Agent'));
    expect(await problem(agent.book.exportContacts(ids))).toMatchObject({ reason: 'too_many_for_role' });
    expect(await agent.book.exportContacts(ids.slice(1))).toEqual([]);
    await leave(agent.book);
    const { book } = await joined(team);
    expect(await book.exportContacts(ids)).toEqual([]);
    await leave(book);
  });
});
