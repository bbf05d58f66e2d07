import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Client, create, emailSender, typed } from './client.ts';
import { codes, conflictOf, merge, noteOn, patch, remove, rename, see, undo } from './merging.ts';
import { addMember, startTeam, type Person, type Team } from './team.ts';

let team: Team;
let anna: Person;
let owner: Client;
beforeAll(async () => {
  team = await startTeam();
  anna = await addMember(team, 'Anna Agent');
  owner = new Client(team, team.owner);
});
afterAll(() => team.running.stop());

describe('what goes wrong between people who are offline (sync.md, section 9)', () => {
  test('delete and edit: whatever was done to the deleted one is kept, each as its author meant it', async () => {
    const mine = new Client(team, anna);
    const [gone, other] = [create('Deleted Dorota'), create('Other Oskar')];
    await owner.push(gone, other);
    await owner.push(remove(gone.args.id));
    const { id } = gone.args;
    const late = [
      patch(id, { city: typed('Sopot') }),
      { name: 'sender.attach', args: { contactId: id, sender: emailSender('dorota@late.example') } } as const,
      noteOn(id, 'said on the phone'),
      merge(id, other.args.id),
      merge(other.args.id, id),
    ];
    expect(codes(await mine.push(...late))).toEqual(late.map(() => 'deleted'));
    const kept = (await mine.pull()).conflict.map(({ change }) => change);
    expect(kept).toEqual(expect.arrayContaining(late.map(({ name, args }) => ({ name, args }))));
    expect((await see(team)).sender.some(({ key }) => key === 'dorota@late.example')).toBe(false);
  });

  test('delete and make anew under the same name: by one in one push, and by two', async () => {
    const [first, second, third] = [
      create('Again Adam', 'adam@again.example'),
      create('again adam'),
      create('AGAIN ADAM'),
    ];
    await owner.push(first);
    const again = { ...second, args: { ...second.args, senders: first.args.senders } };
    expect(codes(await owner.push(remove(first.args.id), again))).toEqual([]);
    const mine = new Client(team, anna);
    expect(codes(await mine.push(third))).toEqual(['name_taken']);
    await owner.push(remove(second.args.id));
    const retry = create('Again Adam', 'adam@again.example');
    expect(codes(await mine.push(retry))).toEqual([]);
    const seen = await see(team);
    expect(seen.sender.find(({ key }) => key === 'adam@again.example')?.contactId).toBe(retry.args.id);
  });

  test('names that go round in one push, over three contacts and over a merged one', async () => {
    const [a, b, c] = [create('Round A'), create('Round B'), create('Round C')];
    await owner.push(a, b, c);
    const push = await owner.push(
      rename(a.args.id, 'Round Tmp'),
      rename(c.args.id, 'Round A'),
      rename(b.args.id, 'Round C'),
      rename(a.args.id, 'Round B'),
    );
    expect(codes(push)).toEqual([]);
    const one = merge(a.args.id, b.args.id);
    // Merged, its name is free for others, and not to be had back while they have it.
    expect(codes(await owner.push(one, rename(c.args.id, 'Round B'), undo(one)))).toEqual(['name_taken']);
    expect(codes(await owner.push(rename(c.args.id, 'Round A'), undo(one)))).toEqual([]);
    const seen = await see(team);
    expect([a, b, c].map(({ args }) => seen.one(args.id)?.name)).toEqual(['Round B', 'Round C', 'Round A']);
  });

  test('a push in which everything is refused is done with all the same', async () => {
    const mine = new Client(team, anna);
    const bad = Array.from({ length: 20 }, () => patch(randomUUID(), { city: typed('nowhere') }));
    const { lastChangeId, rejected } = await mine.push(...bad);
    expect([lastChangeId, rejected.length]).toEqual([20, 20]);
    expect((await mine.pull()).lastChangeId).toBe(20);
    expect(codes(await mine.push(create('After All The Bad')))).toEqual([]);
  });

  test('two profiles of one person: each numbers its own changes, both see the conflicts, settled once for both', async () => {
    const [home, shop] = [new Client(team, anna), new Client(team, anna)];
    await owner.push(create('Profile Paweł'));
    await Promise.all([home.push(create('Home Made')), shop.push(create('Shop Made'))]);
    expect(codes(await home.push(create('profile pawel')))).toEqual(['name_taken']);
    const conflict = await conflictOf(shop, 'name_taken');
    expect((await conflictOf(home, 'name_taken'))?.id).toBe(conflict?.id);
    expect(conflict?.resolved).toBe(false);
    await shop.push({ name: 'conflict.resolve', args: { id: conflict?.id ?? '' } });
    expect((await home.pull()).conflict.find(({ id }) => id === conflict?.id)?.resolved).toBe(true);
  });

  test('7: what waits with a refused create is replaced only by who has seen it; else both wait', async () => {
    const [home, shop] = [new Client(team, anna), new Client(team, anna)];
    await owner.push(create('Waiting Wanda'));
    const made = create('waiting wanda');
    await home.push(made, patch(made.args.id, { city: typed('Gdynia') }));
    const seen = {
      name: 'contact.patch',
      args: { id: made.args.id, set: { city: typed('Sopot') }, base: { city: typed('Gdynia') } },
    };
    await home.push(seen);
    await shop.push(patch(made.args.id, { city: typed('Hel') }));
    const { change } = (await conflictOf(shop, 'name_taken')) ?? {};
    expect(change).toMatchObject({
      args: { fields: { city: typed('Sopot') } },
      followed: [{ args: { set: { city: typed('Hel') } } }],
    });
  });

  test('an edit that follows a create refused on another device of the same person finds its conflict', async () => {
    const [home, shop] = [new Client(team, anna), new Client(team, anna)];
    await owner.push(create('Followed Franek'));
    const made = create('followed franek');
    await home.push(made);
    expect(codes(await shop.push(patch(made.args.id, { city: typed('Toruń') })))).toEqual([]);
    const kept = (await home.pull()).conflict.find(
      ({ change }) => (change.args as { id?: string }).id === made.args.id,
    );
    expect(kept?.change.args).toMatchObject({ fields: { city: typed('Toruń') } });
  });

  test('clocks: a time that a client sends is nobody’s; rows bear the server’s', async () => {
    const made = create('Clock Celina');
    const skewed = { ...made.args, createdAt: '1999-01-01T00:00:00Z', updatedAt: '2099-01-01T00:00:00Z' };
    const before = new Date().toISOString();
    await owner.push({ name: 'contact.create', args: skewed });
    const row = (await see(team)).one(made.args.id);
    const now = new Date().toISOString();
    for (const at of [row?.createdAt ?? '', row?.updatedAt ?? ''])
      expect([at >= before, at <= now]).toEqual([true, true]);
  });

  test('a merge met by a rename, an edit, a sender and a note of a colleague loses none of them', async () => {
    const mine = new Client(team, anna);
    const [a, b] = [create('Meets A', 'meets@a.example'), create('Meets B')];
    await owner.push(a, b);
    await owner.push(merge(a.args.id, b.args.id));
    const note = noteOn(a.args.id, 'by Anna');
    const push = await mine.push(
      rename(a.args.id, 'Meets A, Renamed'),
      patch(a.args.id, { city: typed('Opole') }),
      { name: 'sender.attach', args: { contactId: a.args.id, sender: emailSender('second@a.example') } },
      note,
    );
    expect(codes(push)).toEqual([]);
    const seen = await see(team);
    expect(seen.one(b.args.id)).toMatchObject({ name: 'Meets A, Renamed', fields: { city: typed('Opole') } });
    expect(seen.record.find(({ id }) => id === note.args.id)?.contactId).toBe(b.args.id);
    expect(seen.sender.find(({ key }) => key === 'second@a.example')?.contactId).toBe(b.args.id);
  });
});
