import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { passkeyOrigin } from '#server/auth/passkey-rules.ts';
import { Authenticator } from './authenticator.ts';
import { AGENTS, Browser } from './browser.ts';
import { addMember, startTeam, type Person, type Team } from './team.ts';

let team: Team;
let anna: Person;
let origin: string;
beforeAll(async () => {
  team = await startTeam();
  anna = await addMember(team, 'Anna Agent');
  origin = passkeyOrigin(team.url).origin;
});
afterAll(() => team.running.stop());

const signedIn = async (who: Person) => {
  const browser = new Browser(origin, { 'user-agent': AGENTS.chrome });
  await browser.signIn(who);
  return browser;
};
const challenge = async (browser: Browser, path: string) =>
  JSON.parse((await browser.send(path)).text) as { challenge: string; userVerification?: string };

async function addTo(browser: Browser, name: string): Promise<Authenticator> {
  const device = new Authenticator(origin);
  const answer = device.register(await challenge(browser, '/account/passkeys/options'));
  const added = await browser.send('/account/passkeys/add', { name, answer: JSON.stringify(answer) });
  expect([added.status, added.to]).toEqual([303, '/account?done=passkey_added']);
  return device;
}

async function enter(device: Authenticator, browser = new Browser(origin)) {
  const asked = await challenge(browser, '/sign-in/passkey/options');
  const answer = JSON.stringify(device.answer(asked));
  return { browser, answer, ...(await browser.send('/sign-in/passkey', { answer, next: '/account' })) };
}

describe('a passkey', () => {
  test('is added, named, signed in with, renamed and removed', async () => {
    const browser = await signedIn(anna);
    const device = await addTo(browser, 'Work laptop');
    const entered = await enter(device);
    expect([entered.status, entered.to]).toEqual([303, '/account']);
    const page = (await entered.browser.see('/account')).text;
    expect(page).toContain('Work laptop');
    expect(page).toContain('anna.agent@team.example');
    const id = /id="passkey-([^"]+)"/u.exec(page.replace('id="passkey-name"', ''))?.[1] ?? '';
    await browser.send('/account/passkeys/rename', { passkey: id, name: 'Blue phone' });
    expect((await browser.see('/account')).text).toContain('Blue phone');
    await browser.send('/account/passkeys/remove', { passkey: id });
    expect((await browser.see('/account')).text).not.toContain('Blue phone');
    expect((await enter(device)).status).toBe(422);
  });

  test('counts only where the device checked its person: it stands for the second factor too', async () => {
    const browser = await signedIn(anna);
    const device = await addTo(browser, 'Verifies');
    device.verifies = false;
    expect((await enter(device)).status).toBe(422);
    const careless = new Authenticator(origin);
    careless.verifies = false;
    const answer = careless.register(await challenge(browser, '/account/passkeys/options'));
    const refused = await browser.send('/account/passkeys/add', {
      name: 'Careless',
      answer: JSON.stringify(answer),
    });
    expect(refused.status).toBe(422);
    expect((await browser.see('/account')).text).not.toContain('Careless');
    expect((await challenge(new Browser(origin), '/sign-in/passkey/options')).userVerification).toBe(
      'required',
    );
  });

  test('answers one challenge, once, in the browser that asked it', async () => {
    const device = await addTo(await signedIn(anna), 'Once');
    const first = await enter(device);
    expect(first.status).toBe(303);
    const again = await first.browser.send('/sign-in/passkey', { answer: first.answer, next: '/' });
    expect(again.status).toBe(422);
    const asked = await challenge(new Browser(origin), '/sign-in/passkey/options');
    const stolen = JSON.stringify(device.answer(asked));
    const other = new Browser(origin);
    await challenge(other, '/sign-in/passkey/options');
    expect((await other.send('/sign-in/passkey', { answer: stolen })).status).toBe(422);
  });

  test('of another site, of nobody, or of a forger opens nothing', async () => {
    const browser = new Browser(origin);
    const strangers = [new Authenticator(origin), new Authenticator('https://evil.example')];
    for (const device of strangers) expect((await enter(device, browser)).status).toBe(422);
    const known = await addTo(await signedIn(anna), 'Known');
    const forger = new Authenticator(origin);
    Object.defineProperty(forger, 'id', { value: known.id });
    expect((await enter(forger)).status).toBe(422);
    for (const answer of ['', '{}', 'null', '[1]', '{"id":{"$ne":1}}', 'x'.repeat(2000)])
      expect((await browser.send('/sign-in/passkey', { answer })).status).toBe(422);
  });

  test('is nobody else’s to rename or remove', async () => {
    const browser = await signedIn(anna);
    await addTo(browser, 'Hers alone');
    const page = (await browser.see('/account')).text;
    const row = page.slice(page.indexOf('Hers alone'));
    const id = /name="passkey" value="([^"]+)"/u.exec(row)?.[1] ?? '';
    const other = await signedIn(team.owner);
    await other.send('/account/passkeys/rename', { passkey: id, name: 'Taken' });
    await other.send('/account/passkeys/remove', { passkey: id });
    expect((await browser.see('/account')).text).toContain('Hers alone');
  });

  test('is added only soon after signing in: a session left open is not enough', async () => {
    const browser = await signedIn(anna);
    const old = new Date(Date.now() - 2 * 3600_000).toISOString();
    await team.running.server.database.db
      .updateTable('session' as 'user')
      .set({ createdAt: old } as never)
      .where('userId' as 'id', '=', anna.userId)
      .execute();
    expect((await browser.send('/account/passkeys/options')).status).toBe(403);
    const page = await browser.see('/account');
    expect(page.text).toContain('/sign-in?again=1&amp;next=/account');
    expect((await browser.see('/sign-in?again=1&next=/account')).status).toBe(200);
    await browser.signIn(anna, '/account');
    expect((await browser.send('/account/passkeys/options')).status).toBe(200);
  });

  test('is bound to a name: at an address in numbers the page says where to go instead', async () => {
    expect(passkeyOrigin('http://127.0.0.1:8787').origin).toBe('http://localhost:8787');
    expect(passkeyOrigin('http://[::1]:8787').origin).toBe('http://localhost:8787');
    expect(passkeyOrigin('https://carnet.shop.example').origin).toBe('https://carnet.shop.example');
    const browser = new Browser(team.url);
    expect((await browser.see('/sign-in')).text).not.toContain('data-passkey');
    await browser.signIn(anna);
    const page = (await browser.see('/account')).text;
    expect(page).not.toContain('data-passkey');
    expect(page).toContain(`href="${origin}/account"`);
  });
});
