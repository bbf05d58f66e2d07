import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deviceLabel } from '#server/auth/device-label.ts';
import { LIVE_CLOSE } from '#lib/protocol/live.ts';
import { AGENTS, Browser } from './browser.ts';
import { Client } from './client.ts';
import { closing } from './listen.ts';
import { addMember, getToken, postJson, startTeam, type Person, type Team } from './team.ts';

let team: Team;
beforeAll(async () => {
  team = await startTeam();
});
afterAll(() => team.running.stop());

const begin = async (who: Person, agent = AGENTS.chrome) => {
  const browser = new Browser(team.url, { 'user-agent': agent });
  await browser.signIn(who);
  return browser;
};
const tokenStatus = async (token: string) =>
  (await fetch(`${team.url}/v1/session`, { headers: { authorization: `Bearer ${token}` } })).status;

describe('one’s own account', () => {
  test('a new name is seen by colleagues, at once', async () => {
    const who = await addMember(team, 'Nina Name');
    const browser = await begin(who);
    expect((await browser.send('/account/name', { name: '  ' })).status).toBe(422);
    expect((await browser.send('/account/name', { name: ' Nina   Newname ' })).to).toBe(
      '/account?done=saved',
    );
    const { member } = await new Client(team, team.owner).pull();
    expect(member.find(({ userId }) => userId === who.userId)?.name).toBe('Nina Newname');
  });

  test('a new address needs the password, and cannot be somebody else’s', async () => {
    const who = await addMember(team, 'Mona Mail');
    const browser = await begin(who);
    const send = (email: string, password = who.password) =>
      browser.send('/account/email', { email, password });
    expect((await send('mona@new.example', 'not her password')).status).toBe(422);
    expect((await send('no address')).status).toBe(422);
    expect((await send(team.owner.email.toUpperCase())).status).toBe(422);
    expect((await send('Mona@New.example')).status).toBe(303);
    expect((await new Browser(team.url).signIn(who)).status).toBe(422);
    expect((await new Browser(team.url).signIn({ ...who, email: 'mona@new.example' })).status).toBe(303);
    const { member } = await new Client(team, team.owner).pull();
    expect(member.find(({ userId }) => userId === who.userId)?.email).toBe('mona@new.example');
  });

  test('two who take one address at once: one gets it', async () => {
    const [one, two] = [await addMember(team, 'Race One'), await addMember(team, 'Race Two')];
    const browsers = [await begin(one), await begin(two)];
    const answers = await Promise.all(
      browsers.map((browser) =>
        browser.send('/account/email', { email: 'wanted@new.example', password: one.password }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 422]);
  });

  test('a new password ends every other session: pages, extensions, open sockets', async () => {
    const who = await addMember(team, 'Pia Password');
    const [here, elsewhere] = [await begin(who), await begin(who, AGENTS.firefox)];
    const closed = closing(team.url, who.token, team.workspace);
    await closed.ready;
    const next = 'nine green lamps in a row';
    const send = (old: string, chosen: string) =>
      here.send('/account/password', { password: old, next: chosen });
    expect((await send('not her password', next)).status).toBe(422);
    expect((await send(who.password, 'short')).status).toBe(422);
    expect((await send(who.password, 'pia.password.2026')).status).toBe(422);
    expect((await send(who.password, next)).to).toBe('/account?done=password');
    expect((await here.see('/account')).status).toBe(200);
    expect((await elsewhere.see('/account')).to).toContain('/sign-in');
    expect(await tokenStatus(who.token)).toBe(401);
    expect(await closed.code).toBe(LIVE_CLOSE.unauthorized);
    expect((await new Browser(team.url).signIn(who)).status).toBe(422);
    expect((await new Browser(team.url).signIn({ ...who, password: next })).status).toBe(303);
  });

  test('whoever sits at an open session cannot try passwords at will', async () => {
    const who = await addMember(team, 'Lena Left');
    const browser = await begin(who);
    const statuses: number[] = [];
    for (let round = 0; round < 11; round += 1)
      statuses.push(
        (await browser.send('/account/email', { email: 'a@b.example', password: `guess ${round}` })).status,
      );
    expect([statuses[0], statuses[9], statuses[10]]).toEqual([422, 422, 429]);
    expect((await new Browser(team.url).signIn(who)).status).toBe(303);
  });

  test('what the address says has been done is a sentence of ours, or nothing', async () => {
    const browser = await begin(team.owner);
    expect((await browser.see('/account?done=saved')).text).toContain('Saved.');
    for (const done of ['<b>x</b>', '__proto__', 'constructor', 'toString'])
      expect((await browser.see(`/account?done=${encodeURIComponent(done)}`)).text).not.toContain(
        'role="status"',
      );
  });
});

describe('devices', () => {
  const rowsOf = (text: string) =>
    [...text.matchAll(/<li class="slim">[^]*?<\/li>/gu)].map(([row]) => row.replaceAll(/\s+/gu, ' '));

  test('are named after browser and system', () => {
    expect(deviceLabel(AGENTS.chrome)).toBe('Chrome · Linux');
    expect(deviceLabel(AGENTS.firefox)).toBe('Firefox · Windows');
    expect(deviceLabel(AGENTS.safari)).toBe('Safari · iOS');
    expect(deviceLabel(AGENTS.edge)).toBe('Edge · Windows');
    expect(deviceLabel('node')).toBe('Node.js');
    expect(deviceLabel('')).toBe('');
    expect(deviceLabel('<script>')).toBe('');
  });

  test('are listed, this one marked and first; one is ended, and then all others', async () => {
    const who = await addMember(team, 'Dana Devices');
    const here = await begin(who);
    const phone = await begin(who, AGENTS.safari);
    const second = await getToken(team.url, here.cookie);
    const rows = rowsOf((await here.see('/account')).text);
    // The invitation's own browser, two that signed in, and two extensions.
    expect(rows).toHaveLength(5);
    expect(rows[0]).toContain('This device');
    expect(rows[0]).not.toContain('<form');
    expect(rows.filter((row) => row.includes('This device'))).toHaveLength(1);
    expect(rows.filter((row) => row.includes('Extension'))).toHaveLength(2);
    const row = rows.find((one) => one.includes('Safari · iOS')) ?? '';
    expect(row).toContain('last used today');
    const id = /name="device" value="([^"]+)"/u.exec(row)?.[1] ?? '';
    expect((await here.send('/account/devices/end', { device: id })).status).toBe(303);
    expect((await phone.see('/account')).to).toContain('/sign-in');
    expect(await tokenStatus(second)).toBe(200);
    const closed = closing(team.url, second, team.workspace);
    await closed.ready;
    await here.send('/account/devices/end-others');
    expect(await closed.code).toBe(LIVE_CLOSE.unauthorized);
    expect([await tokenStatus(second), await tokenStatus(who.token)]).toEqual([401, 401]);
    expect(rowsOf((await here.see('/account')).text)).toHaveLength(1);
  });

  test('all of them end, however many there are', async () => {
    const who = await addMember(team, 'Mia Many');
    const browser = await begin(who);
    const { internalAdapter } = await team.running.server.auth.$context;
    for (let round = 0; round < 105; round += 1) await internalAdapter.createSession(who.userId);
    expect(rowsOf((await browser.see('/account')).text).length).toBeGreaterThan(105);
    await browser.send('/account/devices/end-others');
    expect(rowsOf((await browser.see('/account')).text)).toHaveLength(1);
  });

  test('an extension that signs out ends its own session, and its socket', async () => {
    const who = await addMember(team, 'Elsa Extension');
    const token = await getToken(team.url, who.cookie);
    const closed = closing(team.url, token, team.workspace);
    await closed.ready;
    await postJson(`${team.url}/api/auth/sign-out`, {}, token);
    expect(await closed.code).toBe(LIVE_CLOSE.unauthorized);
    expect([await tokenStatus(token), await tokenStatus(who.token)]).toEqual([401, 200]);
  });

  test('of others are nobody’s to end', async () => {
    const [one, two] = [await addMember(team, 'Dev One'), await addMember(team, 'Dev Two')];
    const [mine, theirs] = [await begin(one), await begin(two)];
    const other = await begin(two, AGENTS.firefox);
    const row = rowsOf((await theirs.see('/account')).text).find((text) => text.includes('Firefox')) ?? '';
    const id = /name="device" value="([^"]+)"/u.exec(row)?.[1] ?? '';
    await mine.send('/account/devices/end', { device: id });
    expect((await other.see('/account')).status).toBe(200);
  });

  test('signing in again in one browser leaves one session of it', async () => {
    const who = await addMember(team, 'Rita Repeat');
    const browser = await begin(who);
    const before = rowsOf((await browser.see('/account')).text).length;
    await browser.signIn(who);
    expect(rowsOf((await browser.see('/account')).text)).toHaveLength(before);
  });

  test('a session in use is prolonged, with its cookie; one left for 30 days is over', async () => {
    const who = await addMember(team, 'Paula Prolong');
    const browser = await begin(who);
    const set = (days: number) =>
      team.running.server.database.db
        .updateTable('session' as 'user')
        .set({ expiresAt: new Date(Date.now() + days * 86_400_000).toISOString() } as never)
        .where('userId' as 'id', '=', who.userId)
        .execute();
    await set(1);
    const answer = await fetch(`${team.url}/account`, { headers: { cookie: browser.cookie } });
    expect(answer.headers.getSetCookie().join()).toMatch(/session_token=[^;]+; Max-Age=2592000/u);
    await set(-1);
    expect((await browser.see('/account')).to).toContain('/sign-in');
  });
});
