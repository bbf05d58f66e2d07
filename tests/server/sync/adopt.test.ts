import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewChange } from '#lib/protocol/change.ts';
import { adoptLocal } from '#lib/store/adopt-local.ts';
import { applyChanges } from '#lib/store/apply-changes.ts';
import { LOCAL_WORKSPACE } from '#lib/store/db.ts';
import { openWorkspace } from '#lib/store/workspace.ts';
import { noteOn } from '../merging.ts';
import { startTeam, type Team } from '../team.ts';
import { AT, Device, settle } from './replica.ts';

let team: Team;
beforeAll(async () => {
  team = await startTeam();
});
afterAll(() => team.running.stop());

const email = (address: string) => ({ channel: 'email', key: address, value: address, details: {} });
const city = (value: string) => ({ city: { value, origin: 'typed' as const } });
const create = (id: string, name: string, addresses: string[], fields = {}): NewChange => ({
  name: 'contact.create',
  args: { id, name, fields, senders: addresses.map(email) },
});
/** Dies before its n-th page, as a worker would: the database is closed under it. */
async function adoptAndDie(device: Device, pages: number): Promise<void> {
  const local = await openWorkspace(LOCAL_WORKSPACE);
  let taken = 0;
  const table = local.contacts.where.bind(local.contacts);
  local.contacts.where = ((...asked: Parameters<typeof table>) => {
    taken += 1;
    if (taken > pages) throw new Error('killed');
    return table(...asked);
  }) as typeof local.contacts.where;
  await expect(adoptLocal(local, device.db, AT)).rejects.toThrow('killed');
  local.close();
}

test('law 11: what was made alone is uploaded when a team is joined; the same contact is one, a clash is a conflict', async () => {
  const colleague = await new Device(team.url, team.workspace, team.owner, 'colleague').begin();
  const [same, named, owned] = [randomUUID(), randomUUID(), randomUUID()];
  await applyChanges(
    colleague.db,
    [
      create(same, 'Same Person', ['same@client.example'], city('Kraków')),
      create(named, 'Name Only', ['theirs@client.example']),
      create(owned, 'Sender Theirs', ['shared@client.example']),
    ],
    AT,
  );
  await colleague.round();

  const local = await openWorkspace(LOCAL_WORKSPACE);
  const [mine, clashName, clashSender] = [randomUUID(), randomUUID(), randomUUID()];
  const many = Array.from({ length: 600 }, (_, i) =>
    create(randomUUID(), `Alone ${i}`, [`alone${i}@client.example`]),
  );
  await applyChanges(
    local,
    [
      create(mine, 'same person', ['same@client.example', 'second@client.example'], {
        ...city('Lyon'),
        language: { value: 'fr', origin: 'typed' },
      }),
      noteOn(mine, 'noted while alone'),
      create(clashName, 'Name only', ['alone@client.example']),
      create(clashSender, 'Sender Mine', ['shared@client.example']),
      ...many,
    ],
    AT,
  );
  local.close();

  const joined = await new Device(team.url, team.workspace, team.owner, 'joined').begin();
  await joined.round();
  await adoptAndDie(joined, 1);
  joined.restart();
  await joined.round();
  await adoptAndDie(joined, 1);
  joined.restart();
  await adoptLocal(await openWorkspace(LOCAL_WORKSPACE), joined.db, AT);
  await settle([joined, colleague]);

  const seen = await colleague.see();
  expect(seen).toEqual(await joined.see());
  expect(seen.contacts).toHaveLength(603);
  expect(seen.unpacked).toEqual([]);
  expect(seen.wrongFacts).toEqual([]);
  const kept = seen.contacts.find(({ id }) => id === same);
  expect(kept).toMatchObject({
    name: 'Same Person',
    fields: { city: { value: 'Kraków' }, language: { value: 'fr' } },
  });
  expect(
    seen.senders
      .filter(({ contactId }) => contactId === same)
      .map(({ key }) => key)
      .toSorted(),
  ).toEqual(['same@client.example', 'second@client.example']);
  expect(seen.records).toMatchObject([{ contactId: same, fields: { text: { value: 'noted while alone' } } }]);
  const conflicts = await joined.conflicts();
  expect(conflicts.map(({ code }) => code).toSorted()).toEqual(['name_taken', 'sender_taken']);
  expect(JSON.stringify(conflicts)).toContain('Sender Mine');
  expect(await (await openWorkspace(LOCAL_WORKSPACE)).contacts.count()).toBe(0);
}, 60_000);

test('law 11, R7: merges made alone are merges of the team, and are undone there as they would have been alone', async () => {
  const local = await openWorkspace(LOCAL_WORKSPACE);
  const [ann, bea, again, cleo] = ['f', 'e', '0', 'd'].map((letter) => letter + randomUUID().slice(1));
  const [a = '', b = '', c = '', d = ''] = [ann, bea, again, cleo];
  const merge = { id: randomUUID(), from: a, into: b, set: city('Lyon'), base: city('Gdynia') };
  const later = { id: randomUUID(), from: b, into: d, name: 'Bea', set: {}, base: {} };
  const steps: NewChange[] = [
    create(a, 'Ann', ['ann@alone.example'], city('Lyon')),
    create(b, 'Bea', ['bea@alone.example'], city('Gdynia')),
    create(d, 'Cleo', []),
    noteOn(a, 'on Ann'),
    { name: 'contact.merge', args: merge },
    create(c, 'Ann', ['second@alone.example']),
    { name: 'contact.patch', args: { id: b, set: { vip: city('yes').city }, base: {} } },
    { name: 'contact.merge', args: later },
    {
      name: 'record.put',
      args: {
        kind: 'different',
        id: randomUUID(),
        contactId: c,
        set: { other: { value: d, origin: 'typed' } },
        base: {},
      },
    },
  ];
  for (const [i, step] of steps.entries())
    await applyChanges(local, [step], new Date(Date.parse(AT) + i).toISOString());
  const bare = (rows: { id: string; name: string; fields: object; mergedInto: string | null }[]) =>
    new Map(rows.map(({ id, name, fields, mergedInto }) => [id, { name, fields, mergedInto }]));
  const alone = bare([...(await local.contacts.toArray()), ...(await local.merged.toArray())]);
  local.close();

  const joined = await new Device(team.url, team.workspace, team.owner, 'merged alone').begin();
  await joined.round();
  await adoptLocal(await openWorkspace(LOCAL_WORKSPACE), joined.db, AT);
  await settle([joined]);
  const conflicts = (await joined.conflicts()).filter((row) => JSON.stringify(row).includes('alone.example'));
  expect(conflicts).toEqual([]);
  const mine = async () => {
    const seen = await joined.see();
    expect(seen.unpacked).toEqual([]);
    expect(seen.wrongFacts).toEqual([]);
    const rows = bare([...seen.contacts, ...seen.merged]);
    return new Map([...rows].filter(([id]) => alone.has(id)));
  };
  expect(await mine()).toEqual(alone);
  for (const { id } of [later, merge])
    await joined.do({ name: 'contact.unmerge', args: { id, nameIfTaken: 'Ann (2)' } });
  await settle([joined]);
  expect(await mine()).toEqual(
    new Map([
      [a, { name: 'Ann (2)', fields: city('Lyon'), mergedInto: null }],
      [b, { name: 'Bea', fields: { ...city('Gdynia'), vip: city('yes').city }, mergedInto: null }],
      [c, { name: 'Ann', fields: {}, mergedInto: null }],
      [d, { name: 'Cleo', fields: {}, mergedInto: null }],
    ]),
  );
}, 60_000);
