import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEVICE_CLIENT } from '#lib/protocol/session.ts';
import {
  addMember,
  getToken,
  makeOwner,
  postJson,
  redeem,
  session,
  startTeam,
  startTemporary,
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
const sessionStatus = async (authorization: string) =>
  (await fetch(`${team.url}/v1/session`, { headers: { authorization } })).status;
const askDevice = async () =>
  (await (await postJson(`${team.url}/api/auth/device/code`, { client_id: DEVICE_CLIENT })).json()) as {
    device_code: string;
    user_code: string;
    verification_uri_complete: string;
  };

describe('the owner’s link', () => {
  test('works once, and not for a second person at the same moment', async () => {
    const running = await startTemporary();
    try {
      const form = { name: 'Olga', password: 'seven lamps on a shelf', workspace: 'W' };
      const answers = await Promise.all(
        ['a', 'b', 'c'].map((at) =>
          submit(running.ownerLink ?? '', { ...form, email: `${at}@once.example` }),
        ),
      );
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 404, 404]);
      expect((await fetch(running.ownerLink ?? '')).status).toBe(404);
    } finally {
      await running.stop();
    }
  });

  test('is stored only as a hash, and a new start voids the one before', async () => {
    const first = await startTemporary();
    const { db: own } = first.server.database;
    const token = first.ownerLink?.split('/').at(-1) ?? '';
    expect(JSON.stringify(await own.selectFrom('set_up_link').selectAll().execute())).not.toContain(token);
    await first.server.database.db.selectFrom('migration').selectAll().execute();
    const { createSetUpToken } = await import('#server/auth/set-up.ts');
    const second = await createSetUpToken(own);
    expect((await fetch(first.ownerLink ?? '')).status).toBe(404);
    expect((await fetch(`${first.url}/setup/${second ?? ''}`)).status).toBe(200);
    await first.stop();
  });

  test('a form with mistakes says what is wrong beside each field, and keeps what was typed', async () => {
    const running = await startTemporary();
    try {
      const typed = { name: '  ', email: 'olga@', password: 'olgaolgaolga', workspace: 'Lampka <b>' };
      const answer = await submit(running.ownerLink ?? '', typed);
      const page = await answer.text();
      expect(answer.status).toBe(422);
      expect(page).toContain('Enter your name.');
      expect(page).toContain('This is not an e-mail address.');
      expect(page).toContain('Too easy to guess');
      expect(page).toContain('value="olga@"');
      expect(page).toContain('value="Lampka &lt;b&gt;"');
      expect(page).not.toContain('olgaolgaolga');
      const owner = await makeOwner(running.url, running.ownerLink ?? '');
      expect((await session(running.url, owner.token)).workspaces).toMatchObject([{ role: 'owner' }]);
    } finally {
      await running.stop();
    }
  });
});

describe('tokens', () => {
  test('forged, unsigned, cut and foreign ones open nothing', async () => {
    const [raw = '', signature = ''] = anna.token.split('.');
    const foreign = createHmac('sha256', randomBytes(32)).update(raw).digest('base64');
    const wrong = [
      '',
      raw,
      `${raw}.`,
      `${raw}.${foreign}`,
      `${raw}x.${signature}`,
      `x.${signature}`,
      anna.token.slice(1),
    ];
    for (const token of wrong) expect(await sessionStatus(`Bearer ${token}`)).toBe(401);
    expect(await sessionStatus(`Basic ${anna.token}`)).toBe(401);
    expect(await sessionStatus(`Bearer ${anna.token}`)).toBe(200);
  });

  test('what lies in the database is not enough to sign in', async () => {
    const rows = await db()
      .selectFrom('session' as 'user')
      .selectAll()
      .execute();
    for (const row of rows as unknown as { token: string }[])
      expect(await sessionStatus(`Bearer ${row.token}`)).toBe(401);
  });

  test('an expired one is refused', async () => {
    const token = await getToken(team.url, anna.cookie);
    const [raw = ''] = token.split('.');
    const expired = new Date(Date.now() - 1000).toISOString();
    await db()
      .updateTable('session' as 'user')
      .set({ expiresAt: expired } as never)
      .where('token' as 'id', '=', raw)
      .execute();
    expect(await sessionStatus(`Bearer ${token}`)).toBe(401);
  });

  test('are no use as cookies, and cookies are no use as tokens', async () => {
    const cookie = await fetch(`${team.url}/v1/session`, { headers: { cookie: anna.cookie } });
    expect(cookie.status).toBe(401);
    const page = await fetch(`${team.url}/`, {
      headers: { authorization: `Bearer ${anna.token}` },
      redirect: 'manual',
    });
    expect(page.headers.get('location')).toContain('/sign-in');
  });

  test('signing out ends the token', async () => {
    const token = await getToken(team.url, anna.cookie);
    expect((await postJson(`${team.url}/api/auth/sign-out`, {}, token)).status).toBe(200);
    expect(await sessionStatus(`Bearer ${token}`)).toBe(401);
    expect(await sessionStatus(`Bearer ${anna.token}`)).toBe(200);
  });
});

describe('the device flow', () => {
  test('gives a token once, after approval, to the client that asked', async () => {
    const { device_code, user_code } = await askDevice();
    const early = await redeem(team.url, device_code);
    expect([early.status, ((await early.json()) as { error: string }).error]).toEqual([
      400,
      'authorization_pending',
    ]);
    const fresh = await askDevice();
    await submit(`${team.url}/device`, { user_code: fresh.user_code, answer: 'approve' }, anna.cookie);
    const [one, two] = await Promise.all([
      redeem(team.url, fresh.device_code),
      redeem(team.url, fresh.device_code),
    ]);
    expect([one.status, two.status].toSorted((a, b) => a - b)).toEqual([200, 400]);
    expect((await redeem(team.url, fresh.device_code)).status).toBe(400);
    expect(user_code).not.toBe(fresh.user_code);
  });

  test('a code is answered once: not again, and not by somebody else', async () => {
    const { user_code, device_code } = await askDevice();
    const answer = (cookie: string, word: string) =>
      submit(`${team.url}/device`, { user_code, answer: word }, cookie);
    expect((await answer(anna.cookie, 'deny')).status).toBe(200);
    expect((await answer(anna.cookie, 'approve')).status).toBe(422);
    expect((await answer(team.owner.cookie, 'approve')).status).toBe(422);
    expect(((await (await redeem(team.url, device_code)).json()) as { error: string }).error).toBe(
      'access_denied',
    );
  });

  test('sends people to a page of the same name that the extension asked under', async () => {
    const local = team.url.replace('127.0.0.1', 'localhost');
    const answer = await postJson(`${local}/api/auth/device/code`, { client_id: DEVICE_CLIENT });
    const { verification_uri_complete } = (await answer.json()) as { verification_uri_complete: string };
    expect(new URL(verification_uri_complete).origin).toBe(local);
  });

  test('an unknown client gets no code', async () => {
    const answer = await postJson(`${team.url}/api/auth/device/code`, { client_id: 'somebody-else' });
    expect(answer.status).toBe(400);
  });

  test('the page asks to sign in first, then says plainly who lets what in', async () => {
    const { user_code, verification_uri_complete } = await askDevice();
    expect(new URL(verification_uri_complete).origin).toBe(team.url);
    const stranger = await fetch(verification_uri_complete, { redirect: 'manual' });
    expect(stranger.headers.get('location')).toBe(
      `/sign-in?next=${encodeURIComponent(`/device?user_code=${user_code}`)}`,
    );
    const page = await (await fetch(verification_uri_complete, { headers: { cookie: anna.cookie } })).text();
    expect(page).toContain(`${user_code.slice(0, 4)}-${user_code.slice(4)}`);
    expect(page).toContain('Anna Agent');
    expect(page).toContain('read and change the contacts');
  });

  test('looking at a code does not answer it, nor bind it', async () => {
    const { user_code, device_code, verification_uri_complete } = await askDevice();
    await fetch(verification_uri_complete, { headers: { cookie: anna.cookie } });
    const typed = `${user_code.slice(0, 4).toLowerCase()} ${user_code.slice(4)}`;
    const approved = await submit(
      `${team.url}/device`,
      { user_code: typed, answer: 'approve' },
      team.owner.cookie,
    );
    expect(approved.status).toBe(200);
    expect((await redeem(team.url, device_code)).status).toBe(200);
  });
});
