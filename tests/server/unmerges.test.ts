import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Client, create, typed } from './client.ts';
import { codes, conflictOf, make, merge, noteOn, patch, rename, see, stateOf, undo } from './merging.ts';
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

describe('an undone merge', () => {
  test('R7: a day later both are as before, the survivor’s edits stay, notes are back where they came from', async () => {
    const [a = '', b = ''] = await made('Day A', 'Day B');
    const [onA, onB] = [noteOn(a, 'A’s'), noteOn(b, 'B’s')];
    const before = await see(team);
    const one = merge(a, b, { city: typed('city of Day A') }, { city: typed('city of Day B') });
    await owner.push(onA, onB, one);
    const since = noteOn(a, 'since');
    await owner.push(patch(b, { phone: typed('since') }), since);
    expect(codes(await owner.push(undo(one)))).toEqual([]);
    const after = await see(team);
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
      const before = await see(team);
      const city = (name: string) => ({ city: typed(`city of Order ${at} ${name}`) });
      const steps = [
        merge(a, s, city('A'), city('S')),
        merge(b, s, city('B'), city('A')),
        merge(c, s, city('C'), city('B')),
      ];
      await owner.push(...steps, patch(s, { phone: typed('kept') }));
      for (const step of order) {
        const undone = steps.slice(step, step + 1).map((one) => undo(one));
        expect(codes(await owner.push(...undone))).toEqual([]);
      }
      const after = await see(team);
      for (const id of [a, b, c]) expect(stateOf(after.one(id))).toEqual(stateOf(before.one(id)));
      expect(after.one(s)?.fields).toEqual({ ...before.one(s)?.fields, phone: typed('kept') });
    }
  });

  test('R7: of a chain A→B→C may be undone from either end', async () => {
    for (const first of [0, 1]) {
      const [a = '', b = '', c = ''] = await made(`Ends ${first} A`, `Ends ${first} B`, `Ends ${first} C`);
      const before = await see(team);
      const chosen = merge(a, b, { city: typed('chosen') }, { city: typed(`city of Ends ${first} B`) });
      const steps = [chosen, merge(b, c)];
      await owner.push(...steps);
      for (const step of first === 0 ? steps : steps.toReversed()) await owner.push(undo(step));
      const after = await see(team);
      for (const id of [a, b, c]) expect(stateOf(after.one(id))).toEqual(stateOf(before.one(id)));
    }
  });

  test('whose name has gone is refused whole, or gets the name proposed, and its author is told', async () => {
    const [a = '', b = ''] = await made('Gone A', 'Gone B');
    const one = merge(a, b, { city: typed('x') }, { city: typed('city of Gone B') });
    await owner.push(one, create('Gone A'));
    expect(codes(await owner.push(undo(one)))).toEqual(['name_taken']);
    expect((await see(team)).one(b)?.fields['city']).toEqual(typed('x'));
    expect(codes(await owner.push(undo(one, 'gone b')))).toEqual(['name_taken']);
    expect(codes(await owner.push(undo(one, 'Gone A (2)')))).toEqual([]);
    const seen = await see(team);
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
    const seen = await see(team);
    expect([seen.one(a)?.name, seen.one(b)?.name]).toEqual(['Whole A', 'Whole B']);
  });
});
