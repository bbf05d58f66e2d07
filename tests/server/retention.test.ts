import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewChange } from '#lib/protocol/change.ts';
import { Client, create, typed } from './client.ts';
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
