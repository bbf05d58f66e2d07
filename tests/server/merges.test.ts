import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewChange } from '#lib/protocol/change.ts';
import { countQuestions } from './count-questions.ts';
import { Client, create, emailSender, typed } from './client.ts';
import { codes, conflictOf, make, merge, noteOn, patch, remove, see, stateOf, undo } from './merging.ts';
import { addMember, startTeam, type Person, type Team } from './team.ts';

let team: Team;
let anna: Person;
let marek: Person;
let owner: Client;
beforeAll(async () => {
  team = await startTeam();
  anna = await addMember(team, 'Anna Agent');
  marek = await addMember(team, 'Marek Manager', 'manager');
  owner = new Client(team, team.owner);
});
afterAll(() => team.running.stop());
const made = (...names: string[]) => make(owner, ...names);

describe('a merge', () => {
  test('R7: is a link: the row, its senders and notes stay, its name is free, and its record says how to undo it', async () => {
    const [a = '', b = ''] = await made('Link A', 'Link B');
    const note = noteOn(a, 'on A');
    const one = merge(a, b, { city: typed('city of Link A') }, { city: typed('city of Link B') });
    expect(codes(await owner.push(note, one))).toEqual([]);
    const seen = await see(team);
    expect(stateOf(seen.one(a))).toEqual({
      name: 'Link A',
      fields: { city: typed('city of Link A') },
      into: b,
    });
    expect(seen.one(b)?.fields).toEqual({ city: typed('city of Link A') });
    expect(seen.sender.find(({ key }) => key === 'link.a@merge.example')?.contactId).toBe(a);
    expect(seen.record.find(({ id }) => id === note.args.id)?.contactId).toBe(a);
    const record = seen.record.find(({ id }) => id === one.args.id);
    expect(record).toMatchObject({
      kind: 'merge',
      contactId: b,
      createdBy: team.owner.userId,
      fields: {
        from: typed(a),
        into: typed(b),
        name: typed('Link A'),
        'before/city': typed('city of Link B'),
        'after/city': typed('city of Link A'),
      },
    });
    const again = create('Link A');
    expect(codes(await owner.push(again))).toEqual([]);
  });

  test('G9: what is done to the merged one is done to its survivor, along every link', async () => {
    const [a = '', b = '', c = ''] = await made('Chain A', 'Chain B', 'Chain C');
    await owner.push(merge(a, b), merge(b, c));
    const note = noteOn(a, 'for all');
    const push = await owner.push(
      patch(a, { phone: typed('1') }),
      { name: 'sender.attach', args: { contactId: b, sender: emailSender('more@chain.example') } },
      note,
      { name: 'sender.detach', args: { contactId: c, channel: 'email', key: 'chain.b@merge.example' } },
    );
    expect(codes(push)).toEqual([]);
    const seen = await see(team);
    expect(seen.one(c)?.fields['phone']).toEqual(typed('1'));
    expect(seen.one(a)?.fields['phone']).toBeUndefined();
    expect(seen.sender.find(({ key }) => key === 'more@chain.example')?.contactId).toBe(c);
    expect(seen.record.find(({ id }) => id === note.args.id)?.contactId).toBe(c);
    expect(seen.sender.some(({ key }) => key === 'chain.b@merge.example')).toBe(false);
  });

  test('A33: a merged contact’s sender is its survivor’s: nobody else gets it, the survivor has it already', async () => {
    const [a = '', b = '', c = ''] = await made('Held A', 'Held B', 'Held C');
    await owner.push(merge(a, b));
    const sender = emailSender('held.a@merge.example');
    const other = await owner.push({ name: 'sender.attach', args: { contactId: c, sender } });
    expect(codes(other)).toEqual(['sender_taken']);
    expect((await conflictOf(owner, 'sender_taken'))?.other).toMatchObject({
      contactId: b,
      contactName: 'Held B',
    });
    expect(codes(await owner.push({ name: 'sender.attach', args: { contactId: b, sender } }))).toEqual([]);
    expect((await see(team)).sender.find(({ key }) => key === 'held.a@merge.example')?.contactId).toBe(a);
  });

  test('G6: the survivor may take the other’s name, and a name somebody else has refuses all of it', async () => {
    const [a = '', b = '', c = ''] = await made('Name A', 'Name B', 'Name C');
    const bad = { ...merge(a, b, { city: typed('x') }), args: { ...merge(a, b).args, name: 'name c' } };
    expect(codes(await owner.push(bad))).toEqual(['name_taken']);
    expect((await see(team)).one(a)?.mergedInto).toBe(null);
    const good = merge(a, b);
    expect(codes(await owner.push({ ...good, args: { ...good.args, name: 'Name A' } }))).toEqual([]);
    const seen = await see(team);
    expect([seen.one(b)?.name, seen.one(a)?.name, seen.one(c)?.name]).toEqual(['Name A', 'Name A', 'Name C']);
    expect(codes(await owner.push(create('Name B')))).toEqual([]);
    expect(codes(await owner.push(create('Name A')))).toEqual(['name_taken']);
    // Its old name has gone meanwhile: it keeps the one it has, so the other needs the one proposed.
    expect(codes(await owner.push(undo(good)))).toEqual(['name_taken']);
    expect(codes(await owner.push(undo(good, 'Name A (again)')))).toEqual([]);
    const after = await see(team);
    expect([after.one(b)?.name, after.one(a)?.name]).toEqual(['Name A', 'Name A (again)']);
    const told = (await owner.pull()).conflict.filter(({ code }) => code === 'renamed');
    expect(new Set(told.map(({ other }) => other.value))).toEqual(new Set(['Name A', 'Name A (again)']));
  });

  test('R12: a choice made over a value that a colleague changed meanwhile is told', async () => {
    const [a = '', b = ''] = await made('Choice A', 'Choice B');
    await new Client(team, marek).push(
      patch(b, { city: typed('by Marek') }, { city: typed('city of Choice B') }),
    );
    const mine = new Client(team, anna);
    await mine.push(merge(a, b, { city: typed('mine') }, { city: typed('city of Choice B') }));
    expect((await conflictOf(mine, 'field_overwritten'))?.other).toMatchObject({
      field: 'city',
      value: 'by Marek',
      userName: 'Marek Manager',
    });
  });
});

describe('many merges', () => {
  test('cost as many questions as one, made, undone and deleted', async () => {
    const { db } = team.running.server.database;
    const cost = (...changes: NewChange[]) =>
      countQuestions(db, async () => {
        expect(codes(await owner.push(...changes))).toEqual([]);
      });
    const costs = async (size: number) => {
      const names = Array.from({ length: size }, (_, at) => `Many ${size} ${at}`);
      const from = await made(...names.map((name) => `${name} A`));
      const into = await made(...names.map((name) => `${name} B`));
      const merges = from.map((id, at) => merge(id, into[at] ?? ''));
      return [
        await cost(...merges),
        await cost(...merges.map((one) => undo(one))),
        await cost(...from.map((id) => remove(id))),
        await cost(...into.map((id) => remove(id))),
      ];
    };
    const one = await costs(1);
    expect(await costs(60)).toEqual(one);
    expect(Math.max(...one)).toBeLessThan(45);
  });
});

describe('merges that meet', () => {
  test('A→B and B→A made offline: one link, and the second one’s choices', async () => {
    const [a = '', b = ''] = await made('Circle A', 'Circle B');
    const [mine, theirs] = [new Client(team, anna), new Client(team, marek)];
    expect(codes(await mine.push(merge(a, b)))).toEqual([]);
    expect(codes(await theirs.push(merge(b, a, { vip: typed('yes') })))).toEqual([]);
    const seen = await see(team);
    expect([seen.one(a)?.mergedInto, seen.one(b)?.mergedInto]).toEqual([b, null]);
    expect(seen.one(b)?.fields['vip']).toEqual(typed('yes'));
  });

  test('a circle over three contacts never closes', async () => {
    const [a = '', b = '', c = ''] = await made('Ring A', 'Ring B', 'Ring C');
    await owner.push(merge(a, b), merge(b, c), merge(c, a));
    const seen = await see(team);
    expect([a, b, c].map((id) => seen.one(id)?.mergedInto)).toEqual([b, c, null]);
  });

  test('A→B and A→C made offline: the second is refused as merged, with its data and the survivor', async () => {
    const [a = '', b = '', c = ''] = await made('Fork A', 'Fork B', 'Fork C');
    const [mine, theirs] = [new Client(team, anna), new Client(team, marek)];
    await mine.push(merge(a, b));
    const second = merge(a, c, { vip: typed('yes') });
    expect(codes(await theirs.push(second))).toEqual(['merged']);
    expect(await conflictOf(theirs, 'merged')).toMatchObject({
      change: { name: 'contact.merge', args: second.args },
      other: { contactId: b, contactName: 'Fork B' },
    });
    expect((await see(team)).one(c)?.fields['vip']).toBeUndefined();
    // Whoever takes it back has nothing left to settle.
    expect(codes(await theirs.push(undo(second)))).toEqual([]);
    expect(await conflictOf(theirs, 'merged')).toMatchObject({ resolved: true, change: { args: {} } });
  });

  test('the same merge twice, a contact into itself, and one into a merged one', async () => {
    const [a = '', b = '', c = ''] = await made('Same A', 'Same B', 'Same C');
    const one = merge(a, b);
    await owner.push(one, merge(b, c));
    const before = (await see(team)).one(a)?.version;
    expect(codes(await new Client(team, team.owner).push(one, merge(c, c), merge(a, c)))).toEqual([]);
    expect((await see(team)).one(a)?.version).toBe(before);
    const [d = ''] = await made('Same D');
    await owner.push(merge(d, a));
    expect((await see(team)).one(d)?.mergedInto).toBe(c);
    expect(codes(await owner.push({ ...one, args: { ...one.args, from: d } }))).toEqual(['id_exists']);
  });

  test('merge and delete that meet: what is deleted stays so, what is merged is not deleted behind its survivor', async () => {
    const [a = '', b = '', c = ''] = await made('Late A', 'Late B', 'Late C');
    await owner.push(merge(a, b));
    expect(codes(await owner.push(remove(a)))).toEqual(['merged']);
    await owner.push(remove(c));
    expect(codes(await owner.push(merge(b, c), merge(c, b)))).toEqual(['deleted', 'deleted']);
    expect((await see(team)).one(b)?.mergedInto).toBe(null);
  });

  test('a merge of a contact whose create was refused waits in its conflict', async () => {
    const [b = ''] = await made('Waits B');
    const mine = new Client(team, anna);
    const refused = create('waits b');
    const one = merge(refused.args.id, b);
    expect(codes(await mine.push(refused, one))).toEqual(['name_taken']);
    expect((await conflictOf(mine, 'name_taken'))?.change.followed).toEqual([one]);
  });
});
