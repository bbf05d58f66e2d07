import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeWorkspace } from '#server/auth/set-up.ts';
import { Client, create } from './client.ts';
import {
  addMember,
  cookieOf,
  getToken,
  makeInvitation,
  session,
  startTeam,
  submit,
  type Person,
  type Team,
} from './team.ts';

let team: Team;
let anna: Person;
beforeAll(async () => {
  team = await startTeam();
  anna = await addMember(team, 'Anna Agent');
});
afterAll(() => team.running.stop());

const db = () => team.running.server.database.db;

describe('invitations', () => {
  const join = { name: 'New Nina', password: 'seven lamps on a shelf' };

  test('work once, for the address they are bound to', async () => {
    const link = await makeInvitation(team, 'nina@new.example', 'agent');
    const typed = { ...join, email: 'somebody@else.example' };
    const answers = await Promise.all([submit(link, typed), submit(link, typed)]);
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect((await fetch(link)).status).toBe(404);
    const cookie = cookieOf(answers.find(({ status }) => status === 303) ?? new Response());
    const { user, workspaces } = await session(team.url, await getToken(team.url, cookie));
    expect(user).toMatchObject({ name: 'New Nina', email: 'nina@new.example' });
    expect(workspaces).toMatchObject([{ id: team.workspace, role: 'agent' }]);
  });

  test('open nothing once they are revoked or their time is over', async () => {
    const revoked = await makeInvitation(team, 'revoked@new.example', 'agent');
    const id = revoked.split('/').at(-1) ?? '';
    await submit(`${team.url}/members/${team.workspace}/revoke`, { invitation: id }, team.owner.cookie);
    const late = await makeInvitation(team, 'late@new.example', 'agent');
    await db()
      .updateTable('invitation')
      .set({ expiresAt: new Date(Date.now() - 1000).toISOString() })
      .where('email', '=', 'late@new.example')
      .execute();
    for (const link of [revoked, late]) {
      expect((await fetch(link)).status).toBe(404);
      expect((await submit(link, join)).status).toBe(404);
    }
  });

  test('of somebody who has an account want their own password', async () => {
    const other = await startSecondWorkspace('Second');
    const link = await makeInvitation({ ...team, workspace: other }, anna.email, 'manager');
    expect((await submit(link, { password: 'not her password' })).status).toBe(422);
    expect((await submit(link, { password: anna.password })).status).toBe(303);
    const { workspaces } = await session(team.url, anna.token);
    expect(workspaces.map(({ id, role }) => [id, role])).toEqual(
      expect.arrayContaining([
        [team.workspace, 'agent'],
        [other, 'manager'],
      ]),
    );
  });

  test('an agent sees who is a member, but nothing of invitations', async () => {
    await makeInvitation(team, 'unseen@new.example', 'agent');
    const page = await (
      await fetch(`${team.url}/members/${team.workspace}`, { headers: { cookie: anna.cookie } })
    ).text();
    expect(page).toContain('Olga Owner');
    expect(page).not.toContain('unseen@new.example');
    expect(page).not.toContain('/invite/');
  });
});

describe('another workspace', () => {
  test('cannot be seen, written or listened to, and answers as if it were not there', async () => {
    const other = await startSecondWorkspace('Theirs');
    const client = new Client({ ...team, workspace: other }, anna);
    const nowhere = new Client({ ...team, workspace: 'no-such-workspace' }, anna);
    const pull = { protocol: 1, clientId: client.id, cursor: null, limit: 10 };
    const answers = await Promise.all([
      client.send('pull', pull),
      client.send('push', client.batch(create('Intruder'))),
      nowhere.send('pull', pull),
      nowhere.send('push', nowhere.batch(create('Intruder'))),
    ]);
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(new Set(bodies).size).toBe(1);
    const pages = [`/members/${other}`, '/members/no-such-workspace'];
    for (const path of pages) {
      const page = await fetch(`${team.url}${path}`, { headers: { cookie: anna.cookie } });
      expect(page.status).toBe(403);
    }
    for (const act of ['invite', 'revoke', 'role', 'remove']) {
      const form = { email: 'x@y.example', role: 'agent', user: team.owner.userId };
      expect((await submit(`${team.url}/members/${other}/${act}`, form, anna.cookie)).status).toBe(403);
    }
  });
});

/** A workspace of the owner's alone. */
function startSecondWorkspace(name: string): Promise<string> {
  return makeWorkspace(team.running.server, team.owner.userId, name);
}
