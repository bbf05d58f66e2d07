import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientAddress } from '#server/door/address.ts';
import { Browser } from './browser.ts';
import { getToken, startTeam, submit, type Team } from './team.ts';

let team: Team;
beforeAll(async () => {
  // Behind a proxy the last hop is the caller: so a test can come from many addresses.
  team = await startTeam({ trustProxy: true });
});
afterAll(() => team.running.stop());

const signIn = (address: string, email: string, password: string) =>
  fetch(`${team.url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: team.url, 'x-forwarded-for': address, 'accept-language': 'en' },
    body: new URLSearchParams({ email, password }),
  });

describe('sign-in', () => {
  test('the sixth wrong try in a minute is too many, and says how long to wait', async () => {
    const statuses: number[] = [];
    for (let round = 0; round < 5; round += 1)
      statuses.push((await signIn('203.0.113.7', team.owner.email, 'wrong')).status);
    const sixth = await signIn('203.0.113.7', team.owner.email, 'wrong');
    expect(statuses).toEqual([422, 422, 422, 422, 422]);
    expect(sixth.status).toBe(429);
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await sixth.text()).toContain('Too many tries');
  });

  test('one who is locked out locks out nobody else, not even a colleague behind the same address', async () => {
    for (let round = 0; round < 7; round += 1) await signIn('203.0.113.8', 'nobody@team.example', 'wrong');
    expect((await signIn('203.0.113.8', 'nobody@team.example', 'wrong')).status).toBe(429);
    const { email, password } = team.owner;
    expect((await signIn('203.0.113.8', email, password)).status).toBe(303);
    expect((await signIn('203.0.113.9', email, password)).status).toBe(303);
  });

  test('one password tried at many accounts from one address is slow', async () => {
    const statuses: number[] = [];
    for (let round = 0; round < 31; round += 1)
      statuses.push((await signIn('203.0.113.60', `sprayed${round}@team.example`, 'wrong')).status);
    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 422));
    expect(statuses.at(-1)).toBe(429);
  });

  test('cannot be dodged by claiming other addresses before the last hop', async () => {
    const statuses: number[] = [];
    for (let round = 0; round < 7; round += 1)
      statuses.push((await signIn(`198.51.100.${round}, 203.0.113.10`, 'x@team.example', 'wrong')).status);
    expect(statuses.at(-1)).toBe(429);
  });

  test('guessing one account from everywhere is slow too', async () => {
    const statuses: number[] = [];
    for (let round = 0; round < 21; round += 1)
      statuses.push((await signIn(`192.0.2.${round}`, 'guessed@team.example', 'wrong')).status);
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 422));
    expect(statuses.at(-1)).toBe(429);
  });

  test('a guesser from everywhere keeps nobody out of their own browser, and its cookie opens nothing', async () => {
    const { email, password } = team.owner;
    const browser = new Browser(team.url, { 'x-forwarded-for': '203.0.113.90' });
    await browser.signIn(team.owner);
    await browser.send('/sign-out');
    expect(browser.cookie).toMatch(/^carnet\.known=[^;]+$/u);
    expect((await browser.see('/account')).to).toContain('/sign-in');
    for (let round = 0; round < 21; round += 1) await signIn(`192.0.2.${100 + round}`, email, 'wrong');
    expect((await signIn('192.0.2.200', email, password)).status).toBe(429);
    const forged = new Browser(team.url, { 'x-forwarded-for': '192.0.2.201' }, 'carnet.known=a.b');
    expect((await forged.signIn(team.owner)).status).toBe(429);
    const other = new Browser(team.url, { 'x-forwarded-for': '192.0.2.202' }, browser.cookie);
    expect((await other.signIn({ email: 'guessed@team.example', password })).status).toBe(429);
    expect((await browser.signIn(team.owner)).status).toBe(303);
    await team.running.server.database.db
      .deleteFrom('limit_bucket')
      .where('bucket', 'like', 'account:%')
      .execute();
  });

  test('that is right does not use tries up', async () => {
    const { email, password } = team.owner;
    for (let round = 0; round < 12; round += 1)
      expect((await signIn('203.0.113.20', email, password)).status).toBe(303);
  });

  test('an unknown address and a wrong password get the same answer', async () => {
    const [unknown, known] = [
      await (await signIn('203.0.113.30', 'unknown@team.example', 'wrong')).text(),
      await (await signIn('203.0.113.31', team.owner.email, 'wrong')).text(),
    ];
    expect(unknown.replaceAll('unknown@team.example', '')).toBe(known.replaceAll(team.owner.email, ''));
  });

  test('an unknown address takes as long as a known one: a password is hashed for both', async () => {
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    const timed = async (address: string, email: string) => {
      const began = performance.now();
      await signIn(address, email, 'wrong password here');
      return performance.now() - began;
    };
    for (let round = 0; round < 7; round += 1) {
      times.known.push(await timed(`203.0.113.${200 + round}`, team.owner.email));
      times.unknown.push(await timed(`203.0.113.${210 + round}`, `nobody${round}@team.example`));
    }
    const least = (list: number[]) => Math.min(...list);
    expect(least(times.unknown)).toBeGreaterThan(least(times.known) / 2);
    expect(least(times.unknown)).toBeLessThan(least(times.known) * 2);
  });
});

describe('other doors', () => {
  test('device codes cannot be tried out at will', async () => {
    const statuses: number[] = [];
    for (let round = 0; round < 21; round += 1) {
      const form = { user_code: `AAAA${String(round).padStart(4, '2')}`, answer: 'approve' };
      statuses.push((await submit(`${team.url}/device`, form, team.owner.cookie)).status);
    }
    expect(statuses[0]).toBe(422);
    expect(statuses.at(-1)).toBe(429);
  });

  test('nor can links of invitation and set-up', async () => {
    for (const path of ['invite', 'setup']) {
      const statuses: number[] = [];
      for (let round = 0; round < 31; round += 1) {
        const headers = { 'x-forwarded-for': path === 'invite' ? '203.0.113.40' : '203.0.113.41' };
        statuses.push((await fetch(`${team.url}/${path}/guess-${round}`, { headers })).status);
      }
      expect([statuses[0], statuses.at(-1)]).toEqual([404, 429]);
    }
  });

  test('a client that runs wild is slowed down, alone', async () => {
    const tight = await startTeam({ requestsPerMinute: 20 });
    try {
      const ask = (token: string) =>
        fetch(`${tight.url}/v1/session`, { headers: { authorization: `Bearer ${token}` } });
      const answers = [];
      for (let round = 0; round < 45; round += 1) answers.push(await ask(tight.owner.token));
      const last = answers.at(-1);
      expect(last?.status).toBe(429);
      expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      await tight.running.stop();
    }
  });

  test('addresses and e-mails are not in the table that counts', async () => {
    await signIn('203.0.113.50', 'private@team.example', 'wrong');
    const rows = await team.running.server.database.db.selectFrom('limit_bucket').selectAll().execute();
    const text = JSON.stringify(rows);
    expect(rows.length).toBeGreaterThan(0);
    expect(text).not.toContain('203.0.113');
    expect(text).not.toContain('private@');
  });
});

describe('the caller’s address', () => {
  test('is the socket’s, whatever is claimed, unless a proxy is trusted', () => {
    expect(clientAddress('192.0.2.1', '203.0.113.1', false)).toBe('192.0.2.1');
    expect(clientAddress('::ffff:192.0.2.1', null, false)).toBe('192.0.2.1');
    expect(clientAddress('192.0.2.1', 'a, b, 203.0.113.1', true)).toBe('203.0.113.1');
    expect(clientAddress('192.0.2.1', '', true)).toBe('192.0.2.1');
  });

  test('that a client claims in the private header is overwritten', async () => {
    const token = await getToken(team.url, team.owner.cookie);
    expect(token).not.toBe('');
    const { ADDRESS_HEADER } = await import('#server/door/address.ts');
    await fetch(`${team.url}/api/auth/device/code`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [ADDRESS_HEADER]: '198.51.100.99' },
      body: '{}',
    });
    const rows = await team.running.server.database.db
      .selectFrom('rateLimit' as 'user')
      .selectAll()
      .execute();
    expect(JSON.stringify(rows)).toContain('127.0.0.1|/device/code');
    expect(JSON.stringify(rows)).not.toContain('198.51.100.99');
  });
});
