import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewChange } from '#lib/protocol/change.ts';
import { Client, create, typed } from './client.ts';
import { make, merge, noteOn, see, undo } from './merging.ts';
import { addMember, startTeam, type Person, type Team } from './team.ts';

let team: Team;
let agent: Person;
beforeAll(async () => {
  team = await startTeam();
  agent = await addMember(team, 'Anna Agent');
});
afterAll(() => team.running.stop());

const rule = (id: string = randomUUID()): NewChange => ({
  name: 'record.put',
  args: {
    kind: 'retention',
    id,
    contactId: null,
    set: { channel: typed('amazon'), days: { value: 30, origin: 'typed' }, what: typed('redact') },
    base: {},
  },
});

type Patch = Extract<NewChange, { name: 'contact.patch' }>;
const patch = (id: string, set: Patch['args']['set'], base: Patch['args']['base'] = {}): Patch => ({
  name: 'contact.patch',
  args: { id, set, base },
});
const cleared = { value: true, origin: 'typed' as const };
/** All that a history says. */
async function history(contactId: string): Promise<string> {
  const { url, workspace, owner } = team;
  const at = `${url}/v1/workspaces/${workspace}/contacts/${contactId}/history?limit=100`;
  const answer = await fetch(at, { headers: { authorization: `Bearer ${owner.token}` } });
  return answer.text();
}

test('G30: an agent’s rule is refused, and an owner’s is not an agent’s to take away', async () => {
  const [theirs, mine] = [new Client(team, agent), new Client(team, team.owner)];
  expect((await theirs.push(rule())).rejected).toMatchObject([{ id: 1, code: 'role' }]);
  const id = randomUUID();
  expect((await mine.push(rule(id))).rejected).toEqual([]);
  const gone = { name: 'record.delete' as const, args: { kind: 'retention', id } };
  expect((await theirs.push(gone)).rejected).toMatchObject([{ code: 'role' }]);
});

test('G30, R9: of whoever is cleared the history forgets what they were, also what stands in the same push', async () => {
  const owner = new Client(team, team.owner);
  const made = create('Berta Musterfrau', 'berta@poczta.example');
  const { id } = made.args;
  await owner.push(made, patch(id, { city: typed('Berlin') }));
  expect(await history(id)).toContain('Berlin');
  const { rejected } = await owner.push(
    { name: 'sender.detach', args: { contactId: id, channel: 'email', key: 'berta@poczta.example' } },
    { name: 'contact.patch', args: { id, name: 'Email C-000001', set: {}, base: {} } },
    patch(id, { city: null, cleared }, { city: typed('Berlin') }),
  );
  expect(rejected).toEqual([]);
  const told = await history(id);
  for (const word of ['Berta', 'berta', 'Berlin']) expect(told).not.toContain(word);
  expect(told).toContain('cleared');
});

test('G30: conflicts that quote whoever is cleared are emptied; two devices that clear at once agree', async () => {
  const [owner, other] = [new Client(team, team.owner), new Client(team, team.owner)];
  const made = create('Cesar Beispiel', 'cesar@poczta.example');
  const { id } = made.args;
  await owner.push(made, patch(id, { city: typed('Köln') }));
  await other.push(patch(id, { city: typed('Bonn') }));
  const { conflict } = await other.pull();
  expect(JSON.stringify(conflict)).toContain('Köln');
  const clear = patch(id, { city: null, cleared }, { city: typed('Bonn') });
  await owner.push(clear);
  expect((await other.push(clear)).rejected).toEqual([]);
  const after = await other.pull();
  expect(after.conflict.filter(({ deleted }) => !deleted)).toEqual([]);
  expect(JSON.stringify(after)).not.toContain('Köln');
});

test('G30: an agent who says that somebody is cleared makes no history go', async () => {
  const made = create('Dora Beispiel', 'dora@poczta.example');
  await new Client(team, team.owner).push(made);
  await new Client(team, agent).push(patch(made.args.id, { cleared }));
  expect(await history(made.args.id)).toContain('Dora');
});

test('G30, R7: with a survivor all that are merged into it are cleared, their histories and the way back too', async () => {
  const owner = new Client(team, team.owner);
  const [a = '', b = ''] = await make(owner, 'Emil Former', 'Frida Into');
  const one = merge(a, b, { city: typed('city of Emil Former') }, { city: typed('city of Frida Into') });
  const named = { ...one, args: { ...one.args, name: 'Emil Frida' } };
  await owner.push(noteOn(a, 'Emil has a dog'), named);
  const { record } = await owner.pull();
  const notes = record.filter(({ kind, contactId }) => kind === 'note' && contactId === a);
  const detach = (key: string): NewChange => ({
    name: 'sender.detach',
    args: { contactId: b, channel: 'email', key },
  });
  const { rejected } = await owner.push(
    ...notes.map(({ id }): NewChange => ({ name: 'record.delete', args: { kind: 'note', id } })),
    detach('emil.former@merge.example'),
    detach('frida.into@merge.example'),
    { name: 'contact.patch', args: { id: b, name: 'Email C-000003', set: {}, base: {} } },
    patch(b, { city: null, cleared }, { city: typed('city of Emil Former') }),
  );
  expect(rejected).toEqual([]);
  const words = ['Emil', 'Frida', 'emil.', 'frida.'];
  const told = async () => JSON.stringify(await see(team)) + (await history(a)) + (await history(b));
  const left = async () => {
    const all = await told();
    return words.filter((word) => all.includes(word));
  };
  expect(await left()).toEqual([]);
  expect((await owner.push(undo(named, 'Apart again'))).rejected).toEqual([]);
  expect((await see(team)).one(a)?.mergedInto).toBeNull();
  expect(await left()).toEqual([]);
});

test('G30, R7: of a merge that was undone, the other contact’s history keeps who and when, and nothing else', async () => {
  const owner = new Client(team, team.owner);
  const [a = '', b = ''] = await make(owner, 'Gustav Gone', 'Hanna Here');
  const one = merge(a, b, { city: typed('city of Gustav Gone') }, { city: typed('city of Hanna Here') });
  await owner.push(one, undo(one));
  expect(await history(b)).toContain('Gustav');
  await owner.push(
    { name: 'sender.detach', args: { contactId: a, channel: 'email', key: 'gustav.gone@merge.example' } },
    { name: 'contact.patch', args: { id: a, name: 'Email C-000004', set: {}, base: {} } },
    patch(a, { city: null, cleared }, { city: typed('city of Gustav Gone') }),
  );
  const told = (await history(a)) + (await history(b));
  expect(told).not.toMatch(/gustav/iu);
  expect(told).toContain('Hanna');
  const seen = await see(team);
  expect(JSON.stringify(seen)).not.toMatch(/gustav/iu);
  expect(seen.one(b)).toMatchObject({ name: 'Hanna Here', fields: { city: typed('city of Hanna Here') } });
});

test('G30, R7: an agent who says that a survivor is cleared takes nothing from those merged into it', async () => {
  const owner = new Client(team, team.owner);
  const [a = '', b = ''] = await make(owner, 'Ida Kept', 'Jan Kept');
  await owner.push(merge(a, b));
  await new Client(team, agent).push(patch(b, { city: null, cleared }, { city: typed('city of Jan Kept') }));
  expect((await see(team)).one(a)).toMatchObject({
    name: 'Ida Kept',
    fields: { city: typed('city of Ida Kept') },
  });
});
