import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KNOWN_KINDS } from '#lib/model/record.ts';
import { mayMake, type Role } from '#lib/model/role.ts';
import { role } from '#lib/model/role-schema.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import { Client, create, typed } from './client.ts';
import { codes, noteOn } from './merging.ts';
import { addMember, startTeam, submit, type Person, type Team } from './team.ts';

let team: Team;
let people: Record<Role, Person>;
beforeAll(async () => {
  team = await startTeam();
  people = {
    owner: team.owner,
    manager: await addMember(team, 'Marek Manager', 'manager'),
    'restricted-manager': await addMember(team, 'Rita Restricted', 'restricted-manager'),
    agent: await addMember(team, 'Anna Agent'),
  };
});
afterAll(() => team.running.stop());

type Put = Extract<NewChange, { name: 'record.put' }>;
const put = (kind: string, set: Put['args']['set'] = { label: typed('x') }, id = randomUUID()): Put => ({
  name: 'record.put',
  args: { kind, id, contactId: null, set, base: {} },
});
const drop = ({ args: { kind, id } }: Put): NewChange => ({ name: 'record.delete', args: { kind, id } });

describe('section Z, for records', () => {
  test('the server answers as the one table does, for every role and kind, to make, to edit and to delete', async () => {
    for (const who of role.options)
      for (const kind of [...KNOWN_KINDS, 'deletion', 'horoscope']) {
        const [mine, theirs] = [put(kind), put(kind)];
        const client = new Client(team, people[who]);
        await new Client(team, team.owner).push(theirs);
        const { userId } = people[who];
        const allowed = (change: string, createdBy: string | null) =>
          mayMake({ userId, role: who }, change, { kind, createdBy });
        const owned = kind !== 'merge' && kind !== 'deletion';
        const edit = { ...theirs, args: { ...theirs.args, set: { more: typed('y') } } };
        const expected = [
          allowed('record.put', null),
          // What could not be made is not there to be deleted: no change.
          !allowed('record.put', null) || allowed('record.delete', userId),
          !owned ? false : allowed('record.put', team.owner.userId),
          !owned || allowed('record.delete', team.owner.userId),
        ];
        const { rejected } = await client.push(mine, drop(mine), edit, drop(theirs));
        const got = [1, 2, 3, 4].map((id) => !rejected.some((one) => one.id === id));
        expect([who, kind, ...got]).toEqual([who, kind, ...expected]);
        expect(rejected.every(({ code }) => code === 'role')).toBe(true);
      }
  });

  test('Z1, Z2, Z3, Z7: definitions and settings are for whoever administers; the table itself', () => {
    const can = (who: Role, kind: string, createdBy: string | null = null) =>
      mayMake({ userId: 'me', role: who }, 'record.put', { kind, createdBy });
    for (const kind of ['attribute', 'attribute-order', 'setting', 'retention', 'recipe-approval'])
      expect(role.options.filter((who) => can(who, kind))).toEqual(['owner', 'manager']);
    for (const kind of [
      'tag',
      'segment',
      'block',
      'ticket',
      'event',
      'different',
      'organisation',
      'horoscope',
    ])
      expect(role.options.filter((who) => can(who, kind, 'other'))).toEqual(role.options);
    for (const kind of ['merge', 'deletion'])
      expect(role.options.filter((who) => can(who, kind))).toEqual([]);
    expect(role.options.filter((who) => can(who, 'note', 'other'))).toEqual([
      'owner',
      'manager',
      'restricted-manager',
    ]);
    expect(role.options.filter((who) => can(who, 'note', 'me'))).toEqual(role.options);
    expect(role.options.filter((who) => mayMake({ userId: 'me', role: who }, 'contact.merge'))).toEqual(
      role.options,
    );
  });

  test('R15: a taught recipe is its author’s to edit, and managers’; only these let the team read by it', () => {
    const can = (who: Role, kind: string, createdBy: string) =>
      mayMake({ userId: 'me', role: who }, 'record.put', { kind, createdBy });
    expect(role.options.filter((who) => can(who, 'recipe', 'other'))).toEqual(['owner', 'manager']);
    expect(role.options.filter((who) => can(who, 'recipe', 'me'))).toEqual(role.options);
    expect(role.options.filter((who) => can(who, 'recipe-approval', 'me'))).toEqual(['owner', 'manager']);
    expect(role.options.filter((who) => can(who, 'recipe-report', 'other'))).toEqual(role.options);
  });

  test('E33: a note is its author’s to edit; of a colleague’s the words are kept in a conflict', async () => {
    const [agent, owner] = [new Client(team, people.agent), new Client(team, team.owner)];
    const made = create('Noted Nina');
    const note = noteOn(made.args.id, 'as written');
    await owner.push(made, note);
    const edit: Put = {
      ...note,
      args: { ...note.args, set: { text: typed('changed') }, base: { text: typed('as written') } },
    };
    expect(codes(await agent.push(edit, drop(note)))).toEqual(['role', 'role']);
    const seen = await agent.pull();
    expect(seen.record.find(({ id }) => id === note.args.id)?.fields['text']).toEqual(typed('as written'));
    const kept = seen.conflict.findLast(({ change }) => change.name === 'record.put');
    expect(kept).toMatchObject({
      code: 'role',
      change: { args: edit.args },
      other: { contactName: 'Noted Nina' },
    });
  });

  test('removed while offline: the whole push is refused and nothing is lost on the way; let in again, it arrives', async () => {
    const zoe = await addMember(team, 'Zoe Returns', 'manager');
    const client = new Client(team, zoe);
    const body = client.batch(create('Made By Zoe'), put('setting'));
    const form = { user: zoe.userId };
    await submit(`${team.url}/members/${team.workspace}/remove`, form, team.owner.cookie);
    const refused = await client.send('push', body);
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
      403,
      'not_a_member',
    ]);
    await team.running.server.database.db
      .insertInto('member')
      .values({
        id: randomUUID(),
        organizationId: team.workspace,
        userId: zoe.userId,
        role: 'agent',
        createdAt: new Date().toISOString(),
      } as never)
      .execute();
    // Back as an agent: what that allows is done, the rest is told for itself.
    expect(await (await client.send('push', body)).json()).toMatchObject({
      lastChangeId: 2,
      rejected: [{ id: 2, code: 'role' }],
    });
    expect((await client.pull()).contact.map(({ name }) => name)).toContain('Made By Zoe');
  });
});

describe('what a newer client sends', () => {
  test('kinds, fields, origins and channels that this version does not know come back as they were', async () => {
    const client = new Client(team, people.agent);
    const newer = { value: ['♈'], origin: 'stars', since: 'v9', weight: { deep: [1] } };
    const made = create('Carried Cara');
    const sender = {
      channel: 'threads',
      key: 'cara',
      value: 'Cara',
      details: { verified: true, name: 'C.' },
    };
    const horoscope = { kind: 'horoscope', id: randomUUID(), contactId: made.args.id, base: {} };
    expect(
      codes(
        await client.push(
          { name: 'contact.create', args: { ...made.args, fields: { 'sign/♈': newer }, senders: [sender] } },
          { name: 'record.put', args: { ...horoscope, set: { says: newer } } },
        ),
      ),
    ).toEqual([]);
    const answer = await client.send('pull', { protocol: 1, clientId: client.id, cursor: null, limit: 1000 });
    const { rows } = (await answer.json()) as { rows: Record<string, Record<string, unknown>[]> };
    expect(rows['contact']?.find(({ id }) => id === made.args.id)?.['fields']).toEqual({ 'sign/♈': newer });
    expect(rows['record']?.find(({ id }) => id === horoscope.id)).toMatchObject({ fields: { says: newer } });
    expect(rows['sender']?.find(({ key }) => key === 'cara')).toMatchObject({ details: sender.details });
    // An older client's edit of something else leaves them alone.
    await client.push({
      name: 'contact.patch',
      args: { id: made.args.id, set: { city: typed('Gdynia') }, base: {} },
    });
    const after = (await client.pull()).contact.find(({ id }) => id === made.args.id);
    expect(after?.fields).toEqual({ 'sign/♈': newer, city: typed('Gdynia') });
  });

  test('a change that this version does not know is refused alone, with all that it said', async () => {
    const client = new Client(team, people.agent);
    const unknown = { name: 'contact.clone', args: { id: randomUUID(), of: { what: ['ever'] }, times: 3 } };
    expect(codes(await client.push(unknown, create('After The Unknown')))).toEqual(['invalid']);
    const { conflict, contact } = await client.pull();
    expect(conflict.find(({ change }) => change.name === 'contact.clone')?.change).toEqual(unknown);
    expect(contact.map(({ name }) => name)).toContain('After The Unknown');
  });
});
