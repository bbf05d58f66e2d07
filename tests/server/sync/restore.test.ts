import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test } from 'vitest';
import type { NewChange } from '#lib/protocol/change.ts';
import { nextToPush } from '#lib/store/outbox.ts';
import { startServer, type Running } from '#server/start.ts';
import { makeOwner, session, type Person } from '../team.ts';
import { Device, settle } from './replica.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'carnet-restore-'));
let running: Running;
afterEach(async () => {
  await running.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const create = (id: string, name: string, address: string): NewChange => ({
  name: 'contact.create',
  args: { id, name, fields: {}, senders: [{ channel: 'email', key: address, value: address, details: {} }] },
});
const database = () =>
  join(dataDir, readdirSync(dataDir).find((name) => /\.(?:db|sqlite)$/u.test(name)) ?? '');

/** Puts yesterday's data back, as an administrator would, and begins a new epoch. */
async function restore(backup: string): Promise<void> {
  const port = Number(new URL(running.url).port);
  await running.stop();
  const file = database();
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
  copyFileSync(backup, file);
  const db = new DatabaseSync(file);
  db.exec(`UPDATE workspace_sync SET epoch = '${randomUUID()}@' || version`);
  db.close();
  running = await startServer({ port, dataDir });
}

test('a restored backup: what the server has forgotten is proposed again, unsent changes survive, replicas are equal', async () => {
  running = await startServer({ port: 0, dataDir });
  const owner: Person = await makeOwner(running.url, running.ownerLink ?? '');
  const workspace = (await session(running.url, owner.token)).workspaces[0]?.id ?? '';
  const one = await new Device(running.url, workspace, owner, 'one').begin();
  const two = await new Device(running.url, workspace, owner, 'two').begin();
  const [old, forgotten, unsent] = [randomUUID(), randomUUID(), randomUUID()];
  await one.do(create(old, 'Before Backup', 'old@client.example'));
  await settle([one, two]);
  const backup = join(dataDir, 'backup');
  const live = new DatabaseSync(database());
  live.exec(`VACUUM INTO '${backup}'`);
  live.close();

  await one.do(create(forgotten, 'After Backup', 'new@client.example'));
  const text = { text: { value: 'a note on an old contact', origin: 'typed' as const } };
  const note = { kind: 'note', id: randomUUID(), contactId: old, set: text, base: {} };
  await one.do({ name: 'record.put', args: note });
  const more = { channel: 'email', key: 'more@client.example', value: 'more@client.example', details: {} };
  await one.do({ name: 'sender.attach', args: { contactId: old, sender: more } });
  await settle([one, two]);
  await two.do(create(unsent, 'Not Sent Yet', 'unsent@client.example'));
  await two.do({
    name: 'contact.patch',
    args: { id: forgotten, name: 'After Backup, Edited', set: {}, base: {} },
  });
  await restore(backup);
  for (const device of [one, two]) device.now += 3_600_000;

  await settle([two, one]);
  await settle([two, one]);
  const seen = await one.see();
  expect(seen).toEqual(await two.see());
  expect(seen.unpacked).toEqual([]);
  expect(seen.wrongFacts).toEqual([]);
  expect(seen.contacts.map(({ name }) => name).toSorted()).toEqual([
    'After Backup, Edited',
    'Before Backup',
    'Not Sent Yet',
  ]);
  expect(seen.senders.map(({ key }) => key).toSorted()).toEqual([
    'more@client.example',
    'new@client.example',
    'old@client.example',
    'unsent@client.example',
  ]);
  expect(seen.records).toMatchObject([{ fields: { text: { value: 'a note on an old contact' } } }]);
  for (const device of [one, two]) expect(await device.db.outbox.count()).toBe(0);
}, 60_000);

test('a restored backup: merges that it has forgotten are told again with their journals, and can be undone as before', async () => {
  running = await startServer({ port: 0, dataDir });
  const owner: Person = await makeOwner(running.url, running.ownerLink ?? '');
  const workspace = (await session(running.url, owner.token)).workspaces[0]?.id ?? '';
  const one = await new Device(running.url, workspace, owner, 'merging').begin();
  const two = await new Device(running.url, workspace, owner, 'beside').begin();
  const [a, b, c, d, late] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const names = { [a]: 'Ann', [b]: 'Bea', [c]: 'Cleo', [d]: 'Dora' };
  for (const [id, name] of Object.entries(names)) await one.do(create(id, name, `${name}@client.example`));
  await settle([one, two]);
  const backup = join(dataDir, 'merges');
  const live = new DatabaseSync(database());
  live.exec(`VACUUM INTO '${backup}'`);
  live.close();

  const merge = (from: string, into: string, name?: string): NewChange & { name: 'contact.merge' } => ({
    name: 'contact.merge',
    args: { id: randomUUID(), from, into, ...(name === undefined ? {} : { name }), set: {}, base: {} },
  });
  const [kept, undone] = [merge(a, b, 'Ann'), merge(c, d)];
  for (const change of [kept, undone, create(late, 'Late', 'late@client.example'), merge(late, b)])
    await one.do(change);
  await settle([one, two]);
  await one.do({ name: 'contact.unmerge', args: { id: undone.args.id } });
  await settle([one, two]);
  const before = await one.see();
  await two.do({ name: 'contact.unmerge', args: { id: kept.args.id } });
  await restore(backup);
  for (const device of [one, two]) device.now += 3_600_000;

  await settle([one]);
  const told = (seen: typeof before) => ({
    names: Object.fromEntries([...seen.contacts, ...seen.merged].map((row) => [row.id, row.name])),
    links: Object.fromEntries(seen.merged.map(({ id, mergedInto }) => [id, mergedInto])),
    journals: seen.records.map(({ id, fields }) => [id, fields]),
  });
  expect(told(await one.see())).toEqual(told(before));
  await settle([two, one]);
  const seen = await one.see();
  expect(seen).toEqual(await two.see());
  expect(seen.unpacked).toEqual([]);
  expect(seen.wrongFacts).toEqual([]);
  expect(told(seen)).toMatchObject({
    names: { ...names, [late]: 'Late' },
    links: { [late]: b },
  });
  expect([await one.conflicts(), await two.conflicts()]).toEqual([[], []]);
}, 60_000);

test('a server that has forgotten its deletions: who was away for so long begins anew, tells nothing again, keeps what is unsent', async () => {
  running = await startServer({ port: 0, dataDir });
  const owner: Person = await makeOwner(running.url, running.ownerLink ?? '');
  const workspace = (await session(running.url, owner.token)).workspaces[0]?.id ?? '';
  const one = await new Device(running.url, workspace, owner, 'stays').begin();
  const away = await new Device(running.url, workspace, owner, 'away').begin();
  const [gone, kept, unsent] = [randomUUID(), randomUUID(), randomUUID()];
  await one.do(create(gone, 'Gone Meanwhile', 'gone@client.example'));
  await one.do(create(kept, 'Still There', 'kept@client.example'));
  await settle([one, away]);
  await away.do(create(unsent, 'Written On A Boat', 'boat@client.example'));
  await away.do({ name: 'contact.patch', args: { id: kept, name: 'Still Here', set: {}, base: {} } });
  await one.do({ name: 'contact.delete', args: { id: gone } });
  await one.round();
  const { db } = running.server.database;
  await db.updateTable('workspace_sync').set({ floor: 1_000_000, version: 1_000_000 }).execute();
  await db.deleteFrom('contact').where('deleted', '=', 1).execute();
  const { clientId } = await nextToPush(away.db, 1);

  for (const device of [one, away]) device.now += 3_600_000;
  await settle([away, one]);
  const seen = await one.see();
  expect(seen).toEqual(await away.see());
  expect(seen.contacts.map(({ name }) => name).toSorted()).toEqual(['Still Here', 'Written On A Boat']);
  expect((await nextToPush(away.db, 1)).clientId).toBe(clientId);
  expect([await away.conflicts(), await away.db.outbox.count()]).toEqual([[], 0]);
}, 60_000);
