import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSecondFactor } from '#server/auth/backup-codes.ts';
import { createResetLink, type ResetScope } from '#server/auth/reset-password.ts';
import { Authenticator } from './authenticator.ts';
import { Browser } from './browser.ts';
import {
  addMember,
  makeInvitation,
  session,
  startTeam,
  startTemporary,
  type Person,
  type Team,
} from './team.ts';
import { codeOf } from './totp.ts';

let team: Team;
beforeAll(async () => {
  team = await startTeam();
});
afterAll(() => team.running.stop());

const begin = async (who: Person) => {
  const browser = new Browser(team.url);
  await browser.signIn(who);
  return browser;
};

/** Sets the second factor up, as its page says. */
async function turnOn(who: Person) {
  const browser = await begin(who);
  const shown = await browser.send('/account/two-factor/begin', { password: who.password });
  const secret = /<p class="secret">([^<]+)/u.exec(shown.text)?.[1]?.replaceAll(' ', '') ?? '';
  const done = await browser.send('/account/two-factor/confirm', { code: codeOf(secret) });
  const codes = [...done.text.matchAll(/<li>([a-z0-9]{5}-[a-z0-9]{5})<\/li>/gu)].map(
    ([, code]) => code ?? '',
  );
  return { browser, shown, secret, codes };
}

const halfway = async (who: Person) => {
  const browser = new Browser(team.url);
  const answer = await browser.signIn(who, '/account');
  return { browser, answer };
};

describe('two-factor sign-in', () => {
  test('shows the secret once, as a picture and as text, and ten backup codes once it is confirmed', async () => {
    const who = await addMember(team, 'Tina Totp');
    const { browser, shown, secret, codes } = await turnOn(who);
    expect(shown.text).toMatch(/<svg[^>]+viewBox/u);
    expect(shown.text).toContain(`secret=${secret}`);
    expect(secret).toMatch(/^[A-Z2-7]{40,}$/u);
    expect(new Set(codes).size).toBe(10);
    const page = (await browser.see('/account')).text;
    expect(page).toContain('Backup codes left: 10');
    expect(page).not.toContain(secret);
    expect(codes.filter((code) => page.includes(code))).toEqual([]);
  });

  test('is not asked for before a first code was right, and the password is asked before that', async () => {
    const who = await addMember(team, 'Nora Notyet');
    const browser = await begin(who);
    expect((await browser.send('/account/two-factor/begin', { password: 'not hers at all' })).status).toBe(
      422,
    );
    await browser.send('/account/two-factor/begin', { password: who.password });
    const wrong = await browser.send('/account/two-factor/confirm', { code: '000000' });
    expect([wrong.status, wrong.text.includes('class="secret"')]).toEqual([422, false]);
    expect((await halfway(who)).answer.to).toBe('/account');
  });

  test('asks for a code after the password, and until then opens nothing', async () => {
    const who = await addMember(team, 'Hana Halfway');
    const { secret } = await turnOn(who);
    const { browser, answer } = await halfway(who);
    expect(answer.to).toBe('/sign-in/code?next=%2Faccount');
    expect(browser.cookie).not.toContain('session_token');
    expect((await browser.see('/account')).to).toContain('/sign-in?next=');
    expect((await browser.see('/sign-in/code')).status).toBe(200);
    const done = await browser.send('/sign-in/code', { code: codeOf(secret), next: '/account' });
    expect([done.status, done.to]).toEqual([303, '/account']);
    expect((await browser.see('/account')).status).toBe(200);
  });

  test('takes a code of the app once', async () => {
    const who = await addMember(team, 'Rosa Replay');
    const { secret } = await turnOn(who);
    const code = codeOf(secret);
    const [one, two] = [await halfway(who), await halfway(who)];
    expect((await one.browser.send('/sign-in/code', { code })).status).toBe(303);
    expect((await two.browser.send('/sign-in/code', { code })).status).toBe(422);
    expect((await two.browser.send('/sign-in/code', { code: codeOf(secret, 1) })).status).toBe(303);
  });

  test('takes each backup code once, of two at the same moment too, however it is typed', async () => {
    const who = await addMember(team, 'Bea Backup');
    const { codes } = await turnOn(who);
    const [first = '', second = ''] = codes;
    const sloppy = ` ${first.toUpperCase().replace('-', ' ')} `;
    expect(readSecondFactor(sloppy)).toEqual({ kind: 'backup', code: first });
    const one = await halfway(who);
    expect((await one.browser.send('/sign-in/code', { code: sloppy })).status).toBe(303);
    expect((await (await halfway(who)).browser.send('/sign-in/code', { code: first })).status).toBe(422);
    const both = await Promise.all([halfway(who), halfway(who)]);
    const answers = await Promise.all(
      both.map(({ browser }) => browser.send('/sign-in/code', { code: second })),
    );
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect((await one.browser.see('/account')).text).toContain('Backup codes left: 8');
  });

  test('new backup codes void the old ones, and turning it off asks for the password', async () => {
    const who = await addMember(team, 'Vera Void');
    const { browser, codes } = await turnOn(who);
    const renewed = await browser.send('/account/two-factor/codes', { password: who.password });
    const fresh = /<li>([a-z0-9]{5}-[a-z0-9]{5})<\/li>/u.exec(renewed.text)?.[1] ?? '';
    expect(codes).not.toContain(fresh);
    const { browser: other } = await halfway(who);
    expect((await other.send('/sign-in/code', { code: codes[0] ?? '' })).status).toBe(422);
    expect((await other.send('/sign-in/code', { code: fresh })).status).toBe(303);
    expect((await browser.send('/account/two-factor/off', { password: 'guessed wrongly' })).status).toBe(422);
    expect((await browser.send('/account/two-factor/off', { password: who.password })).status).toBe(303);
    expect((await halfway(who)).answer.to).toBe('/account');
  });

  test('a guesser who knows the password gets five codes, then begins anew; and ten in all', async () => {
    const who = await addMember(team, 'Greta Guessed');
    const { secret } = await turnOn(who);
    const { browser } = await halfway(who);
    const statuses: number[] = [];
    for (let round = 0; round < 6; round += 1)
      statuses.push((await browser.send('/sign-in/code', { code: `00000${round}` })).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 422]);
    // The sixth ended this try: not even the right code counts in it.
    expect((await browser.send('/sign-in/code', { code: codeOf(secret) })).status).toBe(422);
    const second = await halfway(who);
    for (let round = 0; round < 5; round += 1)
      await second.browser.send('/sign-in/code', { code: `11111${round}` });
    const third = await halfway(who);
    expect((await third.browser.send('/sign-in/code', { code: codeOf(secret, 1) })).status).toBe(429);
  });

  test('a session beside it does not make the code uncounted', async () => {
    const who = await addMember(team, 'Sara Session');
    await turnOn(who);
    const { browser } = await halfway(who);
    const mixed = new Browser(team.url, {}, `${browser.cookie}; ${team.owner.cookie}`);
    for (let round = 0; round < 6; round += 1) await mixed.send('/sign-in/code', { code: `22222${round}` });
    const over = await mixed.send('/sign-in/code', { code: '333333' });
    expect(over.text).toContain('Sign in again');
  });

  test('stands before an invitation too', async () => {
    const who = await addMember(team, 'Ida Invited');
    const { secret } = await turnOn(who);
    const { makeWorkspace } = await import('#server/auth/set-up.ts');
    const other = await makeWorkspace(team.running.server, team.owner.userId, 'Second');
    const link = new URL(await makeInvitation({ ...team, workspace: other }, who.email, 'manager'));
    const browser = new Browser(team.url);
    const half = await browser.send(link.pathname, { password: who.password });
    expect(half.to).toBe(`/sign-in/code?next=${encodeURIComponent(link.pathname)}`);
    expect((await session(team.url, who.token)).workspaces).toHaveLength(1);
    await browser.send('/sign-in/code', { code: codeOf(secret), next: link.pathname });
    expect((await browser.send(link.pathname)).to).toBe('/');
    expect((await session(team.url, who.token)).workspaces).toHaveLength(2);
  });

  test('stays when the password is reset by mail, and goes by a link that the administrator made for that', async () => {
    const who = await addMember(team, 'Lily Lostphone');
    const { secret } = await turnOn(who);
    const reset = async (scope: ResetScope, password: string) => {
      const link = await createResetLink(team.running.server.auth, team.url, who.email, scope);
      await new Browser(team.url).send(new URL(link ?? '').pathname, { password });
      return halfway({ ...who, password });
    };
    const kept = await reset('password', 'nine green lamps in a row');
    expect(kept.answer.to).toContain('/sign-in/code');
    expect((await kept.browser.send('/sign-in/code', { code: codeOf(secret) })).status).toBe(303);
    const dropped = await reset('password-and-second-factor', 'ten blue lamps in a row');
    expect(dropped.answer.to).toBe('/account');
  });

  test('secrets and backup codes lie in the database enciphered only', async () => {
    const who = await addMember(team, 'Dora Database');
    const { secret, codes } = await turnOn(who);
    const rows = await team.running.server.database.db
      .selectFrom('twoFactor' as 'user')
      .selectAll()
      .execute();
    const text = JSON.stringify(rows);
    expect(rows.length).toBeGreaterThan(0);
    expect(text).not.toContain(secret);
    expect(codes.filter((code) => text.includes(code))).toEqual([]);
  });

  test('works behind a proxy with TLS, where cookies bear the prefix that only TLS may set', async () => {
    const origin = 'https://carnet.shop.example';
    const port = await freePort();
    const running = await startTemporary({ url: origin, port });
    try {
      const open = () => new Browser(origin, {}, '', `http://127.0.0.1:${String(port)}`);
      const owner = { name: 'Olga', email: 'olga@team.example', password: 'seven lamps on a shelf' };
      const browser = open();
      await browser.send(new URL(running.ownerLink ?? '').pathname, { ...owner, workspace: 'W' });
      expect(browser.cookie).toContain('__Secure-carnet.session_token=');
      const shown = await browser.send('/account/two-factor/begin', owner);
      const secret = /<p class="secret">([^<]+)/u.exec(shown.text)?.[1]?.replaceAll(' ', '') ?? '';
      await browser.send('/account/two-factor/confirm', { code: codeOf(secret) });
      const second = open();
      expect((await second.signIn(owner)).to).toBe('/sign-in/code?next=%2F');
      expect((await second.send('/sign-in/code', { code: codeOf(secret) })).to).toBe('/');
      const device = new Authenticator(origin);
      const asked = JSON.parse((await second.send('/account/passkeys/options')).text) as {
        challenge: string;
      };
      const answer = JSON.stringify(device.register(asked));
      expect((await second.send('/account/passkeys/add', { name: 'P', answer })).status).toBe(303);
    } finally {
      await running.stop();
    }
  });
});

/** A port that nobody has at the moment: under another name the server does not say which it took. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
