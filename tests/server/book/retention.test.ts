import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewChange } from '#lib/protocol/change.ts';
import { problem } from '../../unit/book/open-book.ts';
import { Client, typed } from '../client.ts';
import { addMember, startTeam, type Person, type Team } from '../team.ts';
import { inStep, joined, leave, line, until } from './member.ts';

let team: Team;
let agent: Person;
const id = randomUUID();
const key = '0x7qk2v9zz41m@marketplace.amazon.de';

/** An owner's rule, and a buyer whom it is about. */
const made: NewChange[] = [
  {
    name: 'record.put',
    args: {
      kind: 'retention',
      id: randomUUID(),
      contactId: null,
      set: { channel: typed('amazon'), days: { value: 30, origin: 'typed' }, what: typed('redact') },
      base: {},
    },
  },
  {
    name: 'contact.create',
    args: {
      id,
      name: 'Anna Schmidt',
      fields: { lastSeen: typed(new Date(Date.now() - 40 * 24 * 3_600_000).toISOString()) },
      senders: [{ channel: 'amazon', key, value: key, details: { name: 'Anna Schmidt' } }],
    },
  },
];

beforeAll(async () => {
  team = await startTeam();
  agent = await addMember(team, 'Anna Agent');
  await new Client(team, team.owner).push(...made);
});
afterAll(() => team.running.stop());

test('G30, Z: an agent’s device keeps no rule, and makes none', async () => {
  const { book } = await joined(team, agent);
  await book.wake();
  expect((await book.retention()).rules).toMatchObject([{ channel: 'amazon', days: 30 }]);
  expect((await book.retention()).keptAt).toBeNull();
  expect(await book.jobs()).toEqual([]);
  expect((await book.contact(id))?.name).toBe('Anna Schmidt');
  const refused = { reason: 'not_permitted' };
  expect(await problem(book.putRetention({ channel: 'ebay', days: 1, what: 'delete' }))).toEqual(refused);
  expect(await problem(book.deleteRetention((await book.retention()).rules[0]?.id ?? ''))).toEqual(refused);
  await leave(book);
});

test('G30, R9: an owner’s device keeps it, offline too; what it did is sent when it is back', async () => {
  const { book } = await joined(team);
  const client = new Client(team, team.owner);
  line.isUp = false;
  await book.wake();
  await until(
    () => book.contact(id),
    (contact) => contact?.name === 'Amazon 0x7qk2v9zz41',
  );
  expect(JSON.stringify(await client.pull())).toContain('Anna Schmidt');
  line.isUp = true;
  await book.syncNow();
  await inStep(book);
  const { contact, sender } = await client.pull();
  expect(contact.map(({ name }) => name)).toEqual(['Amazon 0x7qk2v9zz41']);
  expect(sender.map(({ details }) => details.name)).toEqual(['']);
  expect(await book.conflicts()).toEqual([]);
  await leave(book);
});
