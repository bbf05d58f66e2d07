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

test('G30, R7: merged buyers are cleared together, on the device as on the server, and so is the way back', async () => {
  const client = new Client(team, team.owner);
  const [a, b] = [randomUUID(), randomUUID()];
  const buyer = (contactId: string, name: string, key: string): NewChange => ({
    name: 'contact.create',
    args: {
      id: contactId,
      name,
      fields: {
        city: typed(`city of ${name}`),
        lastSeen: typed(new Date(Date.now() - 40 * 24 * 3_600_000).toISOString()),
      },
      senders: [{ channel: 'amazon', key, value: key, details: { name } }],
    },
  });
  const city = typed('city of Emil Former');
  await client.push(buyer(a, 'Emil Former', 'emilkey'), buyer(b, 'Frida Into', 'fridakey'), {
    name: 'contact.merge',
    args: { id: randomUUID(), from: a, into: b, set: { city }, base: { city: typed('city of Frida Into') } },
  });
  const { book } = await joined(team);
  await book.wake();
  await until(
    () => book.contact(b),
    (contact) => contact?.name === 'Amazon emilkey' || contact?.name === 'Amazon fridakey',
  );
  await inStep(book);
  const words = ['Emil', 'Frida', 'city of'];
  const left = (all: string) => words.filter((word) => all.includes(word));
  const { contact, sender, record } = await client.pull();
  expect(left(JSON.stringify([contact, sender, record]))).toEqual([]);
  expect(contact.find(({ id: one }) => one === a)?.mergedInto).toBe(b);
  const [made] = await book.merges(b);
  expect(left(JSON.stringify(made))).toEqual([]);
  await book.unmerge(made?.id ?? '');
  await inStep(book);
  expect((await book.contact(a))?.senders.map(({ key: one }) => one)).toEqual(['emilkey']);
  expect(left(JSON.stringify([await book.contact(a), await book.contact(b)]))).toEqual([]);
  expect(await book.conflicts()).toEqual([]);
  await leave(book);
});
