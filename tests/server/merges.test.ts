import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FieldSet } from '#lib/model/field.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ContactRow, Rows } from '#lib/protocol/rows.ts';
import { Client, create, emailSender, typed } from './client.ts';
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

type Merge = Extract<NewChange, { name: 'contact.merge' }>;
const merge = (from: string, into: string, set: FieldSet = {}, base: FieldSet = {}): Merge => ({
  name: 'contact.merge',
  args: { id: randomUUID(), from, into, set, base },
});
const undo = (one: Merge, nameIfTaken?: string): NewChange => ({
  name: 'contact.unmerge',
  args: nameIfTaken === undefined ? { id: one.args.id } : { id: one.args.id, nameIfTaken },
});
const patch = (id: string, set: FieldSet, base: FieldSet = {}): NewChange => ({
  name: 'contact.patch',
  args: { id, set, base },
});
const rename = (id: string, name: string): NewChange => ({
  name: 'contact.patch',
  args: { id, name, set: {}, base: {} },
});
const noteOn = (contactId: string, text: string): Extract<NewChange, { name: 'record.put' }> => ({
  name: 'record.put',
  args: { kind: 'note', id: randomUUID(), contactId, set: { text: typed(text) }, base: {} },
});

/** New contacts that the owner has made, each with one sender and its own values. */
async function made(...names: string[]) {
  const changes = names.map((name) => {
    const one = create(name, `${name.replaceAll(' ', '.')}@merge.example`);
    return { ...one, args: { ...one.args, fields: { city: typed(`city of ${name}`) } } };
  });
  await owner.push(...changes);
  return changes.map(({ args }) => args.id);
}

/** The workspace as somebody sees it who comes new. */
async function see(): Promise<Rows & { one: (id: string | undefined) => ContactRow | undefined }> {
  const rows = await new Client(team, team.owner).pull();
  return { ...rows, one: (id) => rows.contact.find((row) => row.id === id) };
}
const codes = ({ rejected }: { rejected: { code: string }[] }) => rejected.map(({ code }) => code);
const conflictOf = async (client: Client, code: string) =>
  (await client.pull()).conflict.findLast((one) => one.code === code);
const stateOf = (row: ContactRow | undefined) =>
  row && { name: row.name, fields: row.fields, into: row.mergedInto };

describe('a merge', () => {
  test('R7: is a link: the row, its senders and notes stay, its name is free, and its record says how to undo it', async () => {
    const [a = '', b = ''] = await made('Link A', 'Link B');
    const note = noteOn(a, 'on A');
    const one = merge(a, b, { city: typed('city of Link A') }, { city: typed('city of Link B') });
    expect(codes(await owner.push(note, one))).toEqual([]);
    const seen = await see();
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
    const seen = await see();
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
    expect((await see()).sender.find(({ key }) => key === 'held.a@merge.example')?.contactId).toBe(a);
  });

  test('G6: the survivor may take the other’s name, and a name somebody else has refuses all of it', async () => {
    const [a = '', b = '', c = ''] = await made('Name A', 'Name B', 'Name C');
    const bad = { ...merge(a, b, { city: typed('x') }), args: { ...merge(a, b).args, name: 'name c' } };
    expect(codes(await owner.push(bad))).toEqual(['name_taken']);
    expect((await see()).one(a)?.mergedInto).toBe(null);
    const good = merge(a, b);
    expect(codes(await owner.push({ ...good, args: { ...good.args, name: 'Name A' } }))).toEqual([]);
    const seen = await see();
    expect([seen.one(b)?.name, seen.one(a)?.name, seen.one(c)?.name]).toEqual(['Name A', 'Name A', 'Name C']);
    expect(codes(await owner.push(create('Name B')))).toEqual([]);
    expect(codes(await owner.push(create('Name A')))).toEqual(['name_taken']);
    // Its old name has gone meanwhile: it keeps the one it has, so the other needs the one proposed.
    expect(codes(await owner.push(undo(good)))).toEqual(['name_taken']);
    expect(codes(await owner.push(undo(good, 'Name A (again)')))).toEqual([]);
    const after = await see();
    expect([after.one(b)?.name, after.one(a)?.name]).toEqual(['Name A', 'Name A (again)']);
    const told = (await owner.pull()).conflict.filter(({ code }) => code === 'renamed');
    expect(told.map(({ other }) => other.value).toSorted()).toEqual(['Name A', 'Name A (again)']);
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

describe('merges that meet', () => {
  test('A→B and B→A made offline: one link, and the second one’s choices', async () => {
    const [a = '', b = ''] = await made('Circle A', 'Circle B');
    const [mine, theirs] = [new Client(team, anna), new Client(team, marek)];
    expect(codes(await mine.push(merge(a, b)))).toEqual([]);
    expect(codes(await theirs.push(merge(b, a, { vip: typed('yes') })))).toEqual([]);
    const seen = await see();
    expect([seen.one(a)?.mergedInto, seen.one(b)?.mergedInto]).toEqual([b, null]);
    expect(seen.one(b)?.fields['vip']).toEqual(typed('yes'));
  });

  test('a circle over three contacts never closes', async () => {
    const [a = '', b = '', c = ''] = await made('Ring A', 'Ring B', 'Ring C');
    await owner.push(merge(a, b), merge(b, c), merge(c, a));
    const seen = await see();
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
    expect((await see()).one(c)?.fields['vip']).toBeUndefined();
    // Whoever takes it back has nothing left to settle.
    expect(codes(await theirs.push(undo(second)))).toEqual([]);
    expect(await conflictOf(theirs, 'merged')).toMatchObject({ resolved: true, change: { args: {} } });
  });

  test('the same merge twice, a contact into itself, and one into a merged one', async () => {
    const [a = '', b = '', c = ''] = await made('Same A', 'Same B', 'Same C');
    const one = merge(a, b);
    await owner.push(one, merge(b, c));
    const before = (await see()).one(a)?.version;
    expect(codes(await new Client(team, team.owner).push(one, merge(c, c), merge(a, c)))).toEqual([]);
    expect((await see()).one(a)?.version).toBe(before);
    const [d = ''] = await made('Same D');
    await owner.push(merge(d, a));
    expect((await see()).one(d)?.mergedInto).toBe(c);
    expect(codes(await owner.push({ ...one, args: { ...one.args, from: d } }))).toEqual(['id_exists']);
  });

  test('merge and delete that meet: what is deleted stays so, what is merged is not deleted behind its survivor', async () => {
    const [a = '', b = '', c = ''] = await made('Late A', 'Late B', 'Late C');
    await owner.push(merge(a, b));
    expect(codes(await owner.push({ name: 'contact.delete', args: { id: a } }))).toEqual(['merged']);
    await owner.push({ name: 'contact.delete', args: { id: c } });
    expect(codes(await owner.push(merge(b, c), merge(c, b)))).toEqual(['deleted', 'deleted']);
    expect((await see()).one(b)?.mergedInto).toBe(null);
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

describe('an undone merge', () => {
  test('R7: a day later both are as before, the survivor’s edits stay, notes are back where they came from', async () => {
    const [a = '', b = ''] = await made('Day A', 'Day B');
    const [onA, onB] = [noteOn(a, 'A’s'), noteOn(b, 'B’s')];
    const before = await see();
    const one = merge(a, b, { city: typed('city of Day A') }, { city: typed('city of Day B') });
    await owner.push(onA, onB, one);
    const since = noteOn(a, 'since');
    await owner.push(patch(b, { phone: typed('since') }), since);
    expect(codes(await owner.push(undo(one)))).toEqual([]);
    const after = await see();
    expect(stateOf(after.one(a))).toEqual(stateOf(before.one(a)));
    expect(stateOf(after.one(b))).toEqual({
      name: 'Day B',
      fields: { city: typed('city of Day B'), phone: typed('since') },
      into: null,
    });
    const holders = [onA, onB, since].map(
      ({ args }) => after.record.find(({ id }) => id === args.id)?.contactId,
    );
    expect(holders).toEqual([a, b, b]);
    expect(after.record.find(({ id }) => id === one.args.id)?.fields['undone']?.value).toMatch(/^20/u);
    expect(codes(await owner.push(undo(one)))).toEqual([]);
    expect(codes(await owner.push(create('day a')))).toEqual(['name_taken']);
  });

  test('R7: three merges undone in each of the six orders leave three contacts as they were, edits kept', async () => {
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    for (const [at, order] of orders.entries()) {
      const names = ['A', 'B', 'C', 'S'].map((letter) => `Order ${at} ${letter}`);
      const [a = '', b = '', c = '', s = ''] = await made(...names);
      const before = await see();
      const city = (name: string) => ({ city: typed(`city of Order ${at} ${name}`) });
      const steps = [
        merge(a, s, city('A'), city('S')),
        merge(b, s, city('B'), city('A')),
        merge(c, s, city('C'), city('B')),
      ];
      await owner.push(...steps, patch(s, { phone: typed('kept') }));
      for (const step of order) {
        const one = steps[step];
        if (one) expect(codes(await owner.push(undo(one)))).toEqual([]);
      }
      const after = await see();
      for (const id of [a, b, c]) expect(stateOf(after.one(id))).toEqual(stateOf(before.one(id)));
      expect(after.one(s)?.fields).toEqual({ ...before.one(s)?.fields, phone: typed('kept') });
    }
  });

  test('R7: of a chain A→B→C may be undone from either end', async () => {
    for (const first of [0, 1]) {
      const [a = '', b = '', c = ''] = await made(`Ends ${first} A`, `Ends ${first} B`, `Ends ${first} C`);
      const before = await see();
      const chosen = merge(a, b, { city: typed('chosen') }, { city: typed(`city of Ends ${first} B`) });
      const steps = [chosen, merge(b, c)];
      await owner.push(...steps);
      for (const step of first === 0 ? steps : steps.toReversed()) await owner.push(undo(step));
      const after = await see();
      for (const id of [a, b, c]) expect(stateOf(after.one(id))).toEqual(stateOf(before.one(id)));
    }
  });

  test('whose name has gone is refused whole, or gets the name proposed, and its author is told', async () => {
    const [a = '', b = ''] = await made('Gone A', 'Gone B');
    const one = merge(a, b, { city: typed('x') }, { city: typed('city of Gone B') });
    await owner.push(one, create('Gone A'));
    expect(codes(await owner.push(undo(one)))).toEqual(['name_taken']);
    expect((await see()).one(b)?.fields['city']).toEqual(typed('x'));
    expect(codes(await owner.push(undo(one, 'gone b')))).toEqual(['name_taken']);
    expect(codes(await owner.push(undo(one, 'Gone A (2)')))).toEqual([]);
    const seen = await see();
    expect(stateOf(seen.one(a))).toMatchObject({ name: 'Gone A (2)', into: null });
    expect((await conflictOf(owner, 'renamed'))?.other).toMatchObject({
      value: 'Gone A (2)',
      contactName: 'Gone A',
    });
  });

  test('Z: is its author’s to do, or that of whoever may see merges', async () => {
    const [a = '', b = '', c = ''] = await made('Mine A', 'Mine B', 'Mine C');
    const [agent, manager] = [new Client(team, anna), new Client(team, marek)];
    const [theirs, own] = [merge(a, c), merge(b, c)];
    await owner.push(theirs);
    await agent.push(own);
    expect(codes(await agent.push(undo(theirs)))).toEqual(['role']);
    expect(codes(await agent.push(undo(own)))).toEqual([]);
    expect(codes(await manager.push(undo(theirs)))).toEqual([]);
    expect(codes(await agent.push(undo(merge(a, b))))).toEqual(['not_found']);
  });

  test('merged, renamed, swapped and undone in one push', async () => {
    const [a = '', b = ''] = await made('Whole A', 'Whole B');
    const one = merge(a, b);
    const push = await owner.push(one, rename(b, 'Whole A'), rename(b, 'Whole B'), undo(one));
    expect(codes(push)).toEqual([]);
    const seen = await see();
    expect([seen.one(a)?.name, seen.one(b)?.name]).toEqual(['Whole A', 'Whole B']);
  });
});
