import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIVE_CLOSE } from '#lib/protocol/live.ts';
import type { Role } from '#lib/model/role.ts';
import { makeWorkspace } from '#server/auth/set-up.ts';
import { Browser } from './browser.ts';
import { Client, create } from './client.ts';
import { closing } from './listen.ts';
import { addMember, makeInvitation, session, startTeam, submit, type Person, type Team } from './team.ts';

let team: Team;
let anna: Person;
let marek: Person;
beforeAll(async () => {
  team = await startTeam();
  anna = await addMember(team, 'Anna Agent');
  marek = await addMember(team, 'Marek Manager', 'manager');
});
afterAll(() => team.running.stop());

const as = (who: Person) => new Browser(team.url, {}, who.cookie);
const db = () => team.running.server.database.db;
const rolesIn = async (workspace: string) =>
  (
    await db()
      .selectFrom('member')
      .select(['userId', 'role'])
      .where('organizationId', '=', workspace)
      .execute()
  ).map(({ role }) => role);
/** A workspace of the owner's, with one member more. */
async function second(name: string, who: Person, role: Role): Promise<Team> {
  const workspace = await makeWorkspace(team.running.server, team.owner.userId, name);
  const there = { ...team, workspace };
  const link = new URL(await makeInvitation(there, who.email, role));
  expect((await as(who).send(link.pathname)).status).toBe(303);
  return there;
}

describe('several workspaces', () => {
  test('an owner makes another one, and nobody else does', async () => {
    const owner = as(team.owner);
    expect((await owner.see('/')).text).toContain('/workspaces/new');
    expect((await owner.send('/workspaces/new', { name: '  ' })).status).toBe(422);
    const made = await owner.send('/workspaces/new', { name: 'Second shop' });
    expect(made.to).toMatch(/^\/members\/\w+$/u);
    const { workspaces } = await session(team.url, team.owner.token);
    expect(workspaces).toContainEqual({ id: made.to?.split('/').at(-1), name: 'Second shop', role: 'owner' });
    for (const who of [anna, marek]) {
      expect((await as(who).see('/')).text).not.toContain('/workspaces/new');
      expect((await as(who).see('/workspaces/new')).status).toBe(403);
      expect((await as(who).send('/workspaces/new', { name: 'Mine' })).status).toBe(403);
      expect((await session(team.url, who.token)).workspaces).toHaveLength(1);
    }
  });

  test('somebody invited to a second one accepts by signing in, and both are theirs', async () => {
    const workspace = await makeWorkspace(team.running.server, team.owner.userId, 'By sign-in');
    const link = new URL(await makeInvitation({ ...team, workspace }, anna.email, 'manager'));
    const browser = new Browser(team.url);
    expect((await browser.see(link.pathname)).text).toContain(
      `/sign-in?next=${encodeURIComponent(link.pathname)}`,
    );
    expect((await browser.signIn(anna, link.pathname)).to).toBe(link.pathname);
    expect((await browser.see(link.pathname)).text).not.toContain('type="password"');
    expect((await browser.send(link.pathname)).to).toBe('/');
    expect((await browser.see(link.pathname)).status).toBe(404);
    const { workspaces } = await session(team.url, anna.token);
    expect(workspaces.find(({ id }) => id === workspace)?.role).toBe('manager');
    await new Client({ ...team, workspace }, anna).push(create('In the second'));
    const seen = await new Client(team, anna).pull();
    expect(seen.contact.map(({ name }) => name)).not.toContain('In the second');
  });

  test('an invitation is used once, by its person, in two windows at the same moment too', async () => {
    const workspace = await makeWorkspace(team.running.server, team.owner.userId, 'Two windows');
    const { pathname } = new URL(await makeInvitation({ ...team, workspace }, anna.email, 'agent'));
    await as(marek).send(pathname, { password: 'whatever marek knows' });
    expect(await rolesIn(workspace)).toEqual(['owner']);
    const answers = await Promise.all([
      as(anna).send(pathname),
      as(anna).send(pathname),
      as(anna).send(pathname),
    ]);
    expect(answers.filter(({ to }) => to === '/').length).toBeGreaterThanOrEqual(1);
    expect((await rolesIn(workspace)).toSorted()).toEqual(['agent', 'owner']);
  });

  test('an invitation to an address that a member took meanwhile changes no role', async () => {
    const who = await addMember(team, 'Clara Clever');
    const { pathname } = new URL(await makeInvitation(team, 'chief@team.example', 'manager'));
    const browser = as(who);
    await browser.send('/account/email', { email: 'chief@team.example', password: who.password });
    await browser.send(pathname);
    const { workspaces } = await session(team.url, who.token);
    expect(workspaces).toMatchObject([{ id: team.workspace, role: 'agent' }]);
    expect((await browser.see(pathname)).status).toBe(404);
  });
});

describe('leaving', () => {
  test('is asked once more, then ends access at once, on open sockets too; the rest goes on', async () => {
    const there = await second('To be left', anna, 'agent');
    const closed = closing(team.url, anna.token, there.workspace);
    await closed.ready;
    const path = `/workspaces/${there.workspace}/leave`;
    expect((await as(anna).see(path)).text).toContain('Leave To be left?');
    expect((await as(anna).send(path)).to).toBe('/');
    expect(await closed.code).toBe(LIVE_CLOSE.forbidden);
    const { workspaces } = await session(team.url, anna.token);
    expect(workspaces.map(({ id }) => id)).not.toContain(there.workspace);
    expect(workspaces.map(({ id }) => id)).toContain(team.workspace);
    expect((await as(anna).send(path)).status).toBe(403);
  });

  test('is not for the last owner, nor shown to them', async () => {
    const there = await second('Needs an owner', anna, 'agent');
    const path = `/workspaces/${there.workspace}/leave`;
    expect((await as(team.owner).see('/')).text).not.toContain(path);
    const refused = await as(team.owner).send(path);
    expect([refused.status, refused.text.includes('at least one owner')]).toEqual([422, true]);
    expect((await rolesIn(there.workspace)).toSorted()).toEqual(['agent', 'owner']);
  });

  test('of two owners at the same moment, one stays', async () => {
    for (let round = 0; round < 5; round += 1) {
      const there = await second(`Race ${round}`, marek, 'owner');
      const path = `/workspaces/${there.workspace}/leave`;
      const answers = await Promise.all([as(team.owner).send(path), as(marek).send(path)]);
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 422]);
      expect(await rolesIn(there.workspace)).toEqual(['owner']);
    }
  });
});

describe('roles', () => {
  const change = (there: Team, who: Person, verb: string, form: Record<string, string>) =>
    submit(`${team.url}/members/${there.workspace}/${verb}`, form, who.cookie).then(({ status }) => status);

  test('two owners who demote or remove one another at the same moment leave one', async () => {
    for (const verb of ['role', 'remove', 'role', 'remove']) {
      const there = await second(`Duel ${verb} ${randomUUID()}`, marek, 'owner');
      const [one, two] = [team.owner, marek];
      const form = (user: string) => ({ user, role: 'agent' });
      await Promise.all([
        change(there, one, verb, form(two.userId)),
        change(there, two, verb, form(one.userId)),
      ]);
      expect((await rolesIn(there.workspace)).filter((role) => role === 'owner')).toHaveLength(1);
    }
  });

  test('each sees and may do no more than their role, whatever they send', async () => {
    const rows: [Role, { page: boolean; invites: boolean; owner: boolean }][] = [
      ['owner', { page: true, invites: true, owner: true }],
      ['manager', { page: true, invites: true, owner: false }],
      ['restricted-manager', { page: true, invites: false, owner: false }],
      ['agent', { page: true, invites: false, owner: false }],
    ];
    const there = await second('Who may what', marek, 'agent');
    const target = await addMember(there, 'Tara Target');
    for (const [role, { invites, owner }] of rows) {
      await change(there, team.owner, 'role', { user: marek.userId, role });
      const page = await as(marek).see(`/members/${there.workspace}`);
      expect([role, page.status, page.text.includes('name="email"')]).toEqual([role, 200, invites]);
      expect([role, page.text.includes('value="owner"')]).toEqual([role, owner]);
      const email = `${role}@invited.example`;
      const invited = await change(there, marek, 'invite', { email, role: 'agent' });
      const changed = await change(there, marek, 'role', { user: target.userId, role: 'agent' });
      expect([role, invited, changed]).toEqual([role, invites ? 303 : 422, invites ? 303 : 422]);
      const raised = await change(there, marek, 'role', { user: target.userId, role: 'owner' });
      expect([role, raised]).toEqual([role, owner ? 303 : 422]);
      await change(there, team.owner, 'role', { user: target.userId, role: 'agent' });
    }
  });

  test('nobody raises themselves', async () => {
    const there = await second('No ladder', anna, 'agent');
    for (const role of ['restricted-manager', 'manager', 'owner'] as const)
      expect(await change(there, anna, 'role', { user: anna.userId, role })).toBe(422);
    await change(there, team.owner, 'role', { user: anna.userId, role: 'manager' });
    expect(await change(there, anna, 'role', { user: anna.userId, role: 'owner' })).toBe(422);
    expect((await rolesIn(there.workspace)).toSorted()).toEqual(['manager', 'owner']);
  });

  test('what somebody invited to goes with their right to invite to it', async () => {
    const there = await second('Voided', marek, 'owner');
    const open = async (email: string, role: Role) =>
      new URL(await makeInvitation(there, email, role, marek.cookie)).pathname;
    const asOwner = await open('a@void.example', 'owner');
    const asAgent = await open('b@void.example', 'agent');
    const status = async (path: string) => (await new Browser(team.url).see(path)).status;
    await change(there, team.owner, 'role', { user: marek.userId, role: 'manager' });
    expect([await status(asOwner), await status(asAgent)]).toEqual([404, 200]);
    await change(there, team.owner, 'remove', { user: marek.userId });
    expect(await status(asAgent)).toBe(404);
  });

  test('removed while connected: the socket closes; demoted: it goes on, and the new role comes along', async () => {
    const there = await second('While connected', anna, 'manager');
    const replica = new Client(there, anna);
    await replica.pull();
    const closed = closing(team.url, anna.token, there.workspace);
    await closed.ready;
    await change(there, team.owner, 'role', { user: anna.userId, role: 'agent' });
    const { member } = await replica.pull();
    expect(member).toMatchObject([{ userId: anna.userId, role: 'agent' }]);
    await change(there, team.owner, 'remove', { user: anna.userId });
    expect(await closed.code).toBe(LIVE_CLOSE.forbidden);
  });
});
