import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewChange } from '#lib/protocol/change.ts';
import { Client, create, emailSender, typed } from './client.ts';
import { codes, merge, noteOn, patch, rename, see, stateOf, undo } from './merging.ts';
import { addMember, startTeam, type Person, type Team } from './team.ts';

let team: Team;
let anna: Person;
let base: number;
let owner: Client;
const [old, renamed, away, kept] = ['Old Olga', 'Renamed Rafał', 'Away Ada', 'Kept Kuba'].map((name) =>
  create(name, `${name.slice(0, 3).toLowerCase()}@backup.example`),
) as [Create, Create, Create, Create];
type Create = ReturnType<typeof create>;
beforeAll(async () => {
  team = await startTeam();
  anna = await addMember(team, 'Anna Agent');
  owner = new Client(team, team.owner);
  const { version } = await owner.push(old, renamed, away, kept);
  base = version;
  // As a restored backup of this moment begins.
  await team.running.server.database.db
    .updateTable('workspace_sync')
    .set({ epoch: `${randomUUID()}@${version}` })
    .execute();
});
afterAll(() => team.running.stop());

/** A contact as a replica had it at a version that the backup does not have. */
const retold = (contact: Create, was: number, more: Partial<Create['args']> = {}): NewChange => ({
  name: 'contact.create',
  args: { ...contact.args, ...more, was: base + was },
});
/** A replica of somebody that has all conflicts so far. */
async function comes(who: Person): Promise<Client> {
  const client = new Client(team, who);
  await client.pull();
  return client;
}
const seeOne = async (id: string) => (await see(team)).one(id);

describe('a server restored from a backup', () => {
  test('takes what a replica knows newer of an old contact: values, name and senders, without a conflict', async () => {
    const client = await comes(anna);
    const fields = { city: typed('newer') };
    const senders = [...old.args.senders, emailSender('since@backup.example')];
    expect(codes(await client.push(retold(old, 5, { fields, name: 'Olga, Newer', senders })))).toEqual([]);
    const seen = await see(team);
    expect(stateOf(seen.one(old.args.id))).toEqual({ name: 'Olga, Newer', fields, into: null });
    expect(seen.sender.filter(({ contactId }) => contactId === old.args.id)).toHaveLength(2);
    expect((await client.pull()).conflict).toEqual([]);
  });

  test('is told by several replicas in any order: whoever knew more is right', async () => {
    const [a, b] = [await comes(anna), await comes(team.owner)];
    const say = (was: number) =>
      retold(old, was, { name: 'Olga, Newer', fields: { city: typed(`at ${was}`) } });
    await a.push(say(9));
    expect(codes(await b.push(say(7)))).toEqual([]);
    expect((await seeOne(old.args.id))?.fields).toEqual({ city: typed('at 9') });
    await b.push(say(12));
    await a.push(say(9));
    expect((await seeOne(old.args.id))?.fields).toEqual({ city: typed('at 12') });
  });

  test('keeps what was done since the restore, adds what it lacks, and tells of what differs', async () => {
    const client = await comes(anna);
    const { id } = kept.args;
    await owner.push(patch(id, { city: typed('since the restore') }));
    const fields = { city: typed('forgotten'), phone: typed('1') };
    expect(codes(await client.push(retold(kept, 8, { fields })))).toEqual([]);
    expect((await seeOne(id))?.fields).toEqual({ city: typed('since the restore'), phone: typed('1') });
    expect((await client.pull()).conflict).toMatchObject([
      {
        code: 'field_overwritten',
        other: { field: 'city', value: 'forgotten', contactId: id, userName: null },
      },
    ]);
  });

  test('a name that has gone since leaves the contact its old one, and is told', async () => {
    const client = await comes(anna);
    await owner.push(create('Wanted Name'));
    expect(
      codes(await client.push(retold(renamed, 6, { name: 'Wanted Name', fields: { a: typed('1') } }))),
    ).toEqual([]);
    expect(stateOf(await seeOne(renamed.args.id))).toMatchObject({
      name: 'Renamed Rafał',
      fields: { a: typed('1') },
    });
    const { conflict } = await client.pull();
    expect(conflict).toMatchObject([
      { code: 'name_taken', change: { name: 'contact.patch', args: { name: 'Wanted Name' } } },
    ]);
  });

  test('a contact it never heard of is made; one deleted since the restore stays deleted, in silence', async () => {
    const client = await comes(anna);
    const fresh = create('Forgotten Filip', 'filip@backup.example');
    expect(codes(await client.push(retold(fresh, 4)))).toEqual([]);
    await owner.push({ name: 'contact.delete', args: { id: fresh.args.id } });
    expect(codes(await client.push(retold(fresh, 4)))).toEqual([]);
    expect(await seeOne(fresh.args.id)).toBeUndefined();
    expect((await client.pull()).conflict).toEqual([]);
  });

  test('R7: merges it has forgotten are links again, with their journals, and can be undone', async () => {
    const client = await comes(anna);
    const [a, b] = [create('Merged Before'), create('Survivor Before')];
    const journal = {
      from: typed(a.args.id),
      into: typed(b.args.id),
      name: typed('Merged Before'),
      nameBefore: typed('Survivor Before'),
      nameAfter: typed('Merged Before'),
      'before/city': typed('Kielce'),
      'after/city': typed('Radom'),
    };
    const one = merge(a.args.id, b.args.id);
    const push = await client.push(
      retold(b, 11, { name: 'Merged Before', fields: { city: typed('Radom') } }),
      retold(a, 12, { mergedInto: b.args.id }),
      { name: 'contact.merge', args: { ...one.args, journal } },
    );
    expect(codes(push)).toEqual([]);
    expect((await seeOne(a.args.id))?.mergedInto).toBe(b.args.id);
    // A colleague's replica tells the same.
    expect(
      codes(
        await owner.push(retold(a, 12, { mergedInto: b.args.id }), {
          name: 'contact.merge',
          args: { ...one.args, journal },
        }),
      ),
    ).toEqual([]);
    expect(codes(await owner.push(undo(one)))).toEqual([]);
    expect(stateOf(await seeOne(a.args.id))).toEqual({ name: 'Merged Before', fields: {}, into: null });
    expect(stateOf(await seeOne(b.args.id))).toMatchObject({
      name: 'Survivor Before',
      fields: { city: typed('Kielce') },
    });
  });

  test('R7: a merge of two contacts of the backup, and one undone since, are told again too', async () => {
    const client = await comes(anna);
    const one = merge(away.args.id, kept.args.id);
    const journal = { name: typed('Away Ada') };
    const tell = (fields: Record<string, ReturnType<typeof typed>>): NewChange => ({
      name: 'contact.merge',
      args: { ...one.args, journal: { ...journal, ...fields } },
    });
    expect(codes(await client.push(retold(away, 20, { mergedInto: kept.args.id }), tell({})))).toEqual([]);
    expect((await seeOne(away.args.id))?.mergedInto).toBe(kept.args.id);
    expect(codes(await client.push(rename(away.args.id, 'Both')))).toEqual([]);
    expect((await seeOne(kept.args.id))?.name).toBe('Both');
    expect(codes(await client.push(undo(one)))).toEqual([]);
    expect((await seeOne(away.args.id))?.mergedInto).toBe(null);
    const undone = merge(away.args.id, renamed.args.id);
    const told = { ...undone.args, journal: { ...journal, undone: typed('2026-11-21T00:00:00.000Z') } };
    expect(codes(await client.push({ name: 'contact.merge', args: told }))).toEqual([]);
    const seen = await see(team);
    expect(seen.one(away.args.id)?.mergedInto).toBe(null);
    expect(seen.record.find(({ id }) => id === undone.args.id)?.fields).toHaveProperty('undone');
  });

  test('a circle of links is not made by what replicas tell', async () => {
    const client = await comes(anna);
    const [a, b] = [create('Loop A'), create('Loop B')];
    await client.push(
      retold(a, 30),
      retold(b, 30, { mergedInto: a.args.id }),
      retold(a, 31, { mergedInto: b.args.id }),
    );
    const seen = await see(team);
    expect([seen.one(a.args.id)?.mergedInto, seen.one(b.args.id)?.mergedInto]).toEqual([null, a.args.id]);
  });

  test('records: the newer words are taken, others’ notes and settings are left to those who may', async () => {
    const client = await comes(anna);
    const made = create('Notes Natalia');
    const note = noteOn(made.args.id, 'first');
    await client.push(retold(made, 40), { ...note, args: { ...note.args, was: base + 40 } });
    const say = (who: Client, text: string, was: number) =>
      who.push({ ...note, args: { ...note.args, set: { text: typed(text) }, was: base + was } });
    expect(codes(await say(owner, 'second', 42))).toEqual([]);
    expect(codes(await say(client, 'older', 41))).toEqual([]);
    const setting = { kind: 'setting', id: randomUUID(), contactId: null, set: { a: typed('1') }, base: {} };
    expect(codes(await client.push({ name: 'record.put', args: { ...setting, was: base + 1 } }))).toEqual([]);
    const seen = await see(team);
    expect(seen.record.find(({ id }) => id === note.args.id)?.fields).toEqual({ text: typed('second') });
    expect(seen.record.some(({ id }) => id === setting.id)).toBe(false);
    expect((await client.pull()).conflict).toEqual([]);
  });

  test('a version that the backup has, or any on a server that was never restored, makes no difference', async () => {
    const client = await comes(anna);
    const stolen = retold(old, -1, { name: 'Somebody With Her Id' });
    expect(codes(await client.push(stolen))).toEqual(['id_exists']);
    const other = await startTeam();
    const there = new Client(other, other.owner);
    await there.push(old);
    expect(
      codes(await there.push({ name: 'contact.create', args: { ...old.args, name: 'Else', was: 99 } })),
    ).toEqual(['id_exists']);
    await other.running.stop();
  });
});
