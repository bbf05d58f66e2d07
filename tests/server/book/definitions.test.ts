import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { BookCore } from '#lib/book/book.ts';
import type { Role } from '#lib/model/role.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import { problem } from '../../unit/book/open-book.ts';
import { Client } from '../client.ts';
import { addMember, startTeam, submit, type Person, type Team } from '../team.ts';
import { inStep, joined, leave, line, until } from './member.ts';

let team: Team;
let people: Record<Role, Person>;
let ids: string[];
let owner: Client;
const LIMIT = 100;

const create = (i: number): NewChange => ({
  name: 'contact.create',
  args: { id: randomUUID(), name: `Buyer ${i}`, fields: {}, senders: [] },
});

beforeAll(async () => {
  team = await startTeam();
  people = {
    owner: team.owner,
    manager: await addMember(team, 'Marek Manager', 'manager'),
    'restricted-manager': await addMember(team, 'Rita Restricted', 'restricted-manager'),
    agent: await addMember(team, 'Anna Agent'),
  };
  owner = new Client(team, team.owner);
  const made = Array.from({ length: 120 }, (_, i) => create(i));
  await owner.push(...made);
  ids = made.map(({ args }) => (args as { id: string }).id);
});
afterAll(() => team.running.stop());

/** The ten seconds before a deletion, at once. */
async function passTenSeconds(book: BookCore): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(Date.now() + 10_000);
  await book.wake();
}
afterEach(() => vi.useRealTimers());

const ended = (book: BookCore, id: string) =>
  until(
    async () => (await book.jobs()).find((job) => job.id === id),
    (job) => (job?.endedAt ?? null) !== null,
  );

/** What the server has of a kind, as a colleague's device gets it. */
async function onServer(kind: string) {
  const { record } = await new Client(team, team.owner).pull();
  return record.filter((row) => row.kind === kind && !row.deleted);
}
async function contactsOnServer() {
  return (await new Client(team, team.owner).pull()).contact.filter(({ deleted }) => !deleted);
}

describe('section Z', () => {
  test.each(['agent', 'restricted-manager'] as const)(
    'Z, D4, E18: attributes and their order are not the %s’s to define, nor is a contact theirs to delete; the rest is',
    async (role) => {
      const { book } = await joined(team, people[role]);
      const no = { reason: 'not_permitted' };
      expect(await problem(book.putAttribute({ name: 'Rabat' }))).toEqual(no);
      expect(await problem(book.deleteAttribute(randomUUID()))).toEqual(no);
      expect(await problem(book.putAttributeOrder({ order: [], off: ['city'] }))).toEqual(no);
      expect(await problem(book.startJob({ do: 'delete' }, { ids: ids.slice(0, 1) }))).toEqual(no);
      const { id: tag } = await book.putTag({ name: `Tag of ${role}` });
      await book.putOrganisation({ name: `Firm of ${role}` });
      await book.putSegment({ name: `Segment of ${role}`, filter: { groups: [] }, columns: [], sort: null });
      await book.block(ids[0] ?? '', 'Spam');
      const one = await book.startJob({ do: 'tag', tags: [tag] }, { ids: ids.slice(0, 3) });
      expect(await ended(book, one.id)).toMatchObject({ state: 'done', changed: 3 });
      await inStep(book);
      expect(await book.conflicts()).toEqual([]);
      await book.unblock(ids[0] ?? '');
      await inStep(book);
      expect((await onServer('tag')).map(({ fields }) => fields['name']?.value)).toContain(`Tag of ${role}`);
      expect((await onServer('segment')).some(({ createdBy }) => createdBy === people[role].userId)).toBe(
        true,
      );
      expect(await onServer('block')).toEqual([]);
      await leave(book);
    },
  );

  test.each(['manager', 'owner'] as const)(
    'Z, D10, E18: the %s defines attributes and their order',
    async (role) => {
      const { book } = await joined(team, people[role]);
      const { id, key } = await book.putAttribute({ name: `Of ${role}`, type: 'list', options: ['a', 'b'] });
      await book.putAttributeOrder({ order: [key, 'city'], off: ['language'] });
      await inStep(book);
      expect(await book.conflicts()).toEqual([]);
      expect((await onServer('attribute')).find((row) => row.id === id)?.fields['options']?.value).toEqual([
        'a',
        'b',
      ]);
      const [order, ...more] = await onServer('attribute-order');
      expect([order?.fields['off']?.value, more]).toEqual([['language'], []]);
      await book.deleteAttribute(id);
      await inStep(book);
      expect((await onServer('attribute')).some((row) => row.id === id)).toBe(false);
      await leave(book);
    },
  );
});

describe('X6: tags of many', () => {
  test('an agent’s reach is a hundred contacts, by any way', async () => {
    const { book } = await joined(team, people.agent);
    const { id: tag } = await book.putTag({ name: 'Hundred' });
    const refused = { reason: 'too_many_for_role', value: '100' };
    expect(
      await problem(book.startJob({ do: 'tag', tags: [tag] }, { ids: ids.slice(0, LIMIT + 1) })),
    ).toEqual(refused);
    expect(await problem(book.startJob({ do: 'untag', tags: [tag] }, { text: 'buyer' }))).toEqual(refused);
    const { id } = await book.startJob({ do: 'tag', tags: [tag] }, { ids: ids.slice(0, LIMIT) });
    expect(await ended(book, id)).toMatchObject({ state: 'done', changed: LIMIT });
    // Assigning and blocking have no such limit in the sources.
    const to = people.manager.userId;
    const assign = await book.startJob({ do: 'assign', to }, { text: 'buyer' });
    expect(await ended(book, assign.id)).toMatchObject({ state: 'done', changed: ids.length });
    await inStep(book);
    const rows = await contactsOnServer();
    expect(rows.filter(({ fields }) => fields[`tag/${tag}`]?.value === true)).toHaveLength(LIMIT);
    expect(rows.filter(({ fields }) => fields['assignee']?.value === to)).toHaveLength(ids.length);
    await leave(book);
  });

  test('a restricted manager has no limit; an agent neither deletes nor merges a tag that more than a hundred have', async () => {
    const { book: manager } = await joined(team, people['restricted-manager']);
    const { id: tag } = await manager.putTag({ name: 'Everybody' });
    const { id } = await manager.startJob({ do: 'tag', tags: [tag] }, { text: '' });
    expect(await ended(manager, id)).toMatchObject({ state: 'done', changed: ids.length });
    await inStep(manager);
    await leave(manager);
    const { book } = await joined(team, people.agent);
    const { id: other } = await book.putTag({ name: 'Other' });
    const refused = { reason: 'too_many_for_role', value: '100' };
    expect(await problem(book.deleteTag(tag))).toEqual(refused);
    expect(await problem(book.mergeTags(tag, other))).toEqual(refused);
    expect(await ended(book, await book.deleteTag(other))).toMatchObject({ state: 'done' });
    await leave(book);
  });
});

describe('B37: members', () => {
  test('are there by name and id, and whoever works here is told apart', async () => {
    const { book } = await joined(team, people.agent);
    expect((await book.members()).map(({ name, role, isSelf }) => [name, role, isSelf])).toEqual([
      ['Anna Agent', 'agent', true],
      ['Marek Manager', 'manager', false],
      ['Olga Owner', 'owner', false],
      ['Rita Restricted', 'restricted-manager', false],
    ]);
    await book.block(ids[1] ?? '', 'Fraud');
    await inStep(book);
    await leave(book);
    const { book: colleague } = await joined(team);
    const { rows } = await colleague.blockedContacts({ offset: 0, limit: 10 });
    expect(rows).toMatchObject([
      { id: ids[1], blocked: { userName: 'Anna Agent', reason: 'Fraud', unsent: false } },
    ]);
    await leave(colleague);
  });
});

describe('a bulk job in a team', () => {
  test('B64: is done offline at once, and is on the server when it is back', async () => {
    const { book } = await joined(team);
    line.isUp = false;
    const { id: tag } = await book.putTag({ name: 'Offline' });
    const { id } = await book.startJob({ do: 'tag', tags: [tag] }, { text: 'buyer' });
    expect(await ended(book, id)).toMatchObject({ state: 'done', changed: ids.length });
    expect((await book.status()).unsent).toBeGreaterThanOrEqual(ids.length);
    line.isUp = true;
    await book.syncNow();
    await inStep(book);
    expect(await book.conflicts()).toEqual([]);
    const rows = await contactsOnServer();
    expect(rows.filter(({ fields }) => fields[`tag/${tag}`]?.value === true)).toHaveLength(ids.length);
    await leave(book);
  });

  test('Z, B57: a deletion whose author lost the role while it waited deletes nobody, and says why', async () => {
    const { book } = await joined(team, people.manager);
    const { id } = await book.startJob({ do: 'delete' }, { ids: ids.slice(0, 5) });
    const form = { user: people.manager.userId, role: 'agent' };
    await submit(`${team.url}/members/${team.workspace}/role`, form, team.owner.cookie);
    await book.syncNow();
    await passTenSeconds(book);
    expect(await ended(book, id)).toMatchObject({
      state: 'stopped',
      problem: { reason: 'not_permitted' },
      changed: 0,
    });
    expect(await contactsOnServer()).toHaveLength(ids.length);
    await submit(
      `${team.url}/members/${team.workspace}/role`,
      { ...form, role: 'manager' },
      team.owner.cookie,
    );
    await leave(book);
  });

  test('B59, B64: a manager’s deletion goes through the server to everybody', async () => {
    const { book } = await joined(team, people.manager);
    const { id } = await book.startJob({ do: 'delete' }, { ids: ids.slice(0, 5) });
    await passTenSeconds(book);
    expect(await ended(book, id)).toMatchObject({ state: 'done', changed: 5, refused: 0 });
    await inStep(book);
    expect(await book.conflicts()).toEqual([]);
    const left = (await contactsOnServer()).map((row) => row.id);
    expect(left.toSorted()).toEqual(ids.slice(5).toSorted());
    await leave(book);
  });
});
