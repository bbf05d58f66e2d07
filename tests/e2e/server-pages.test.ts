import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { passkeyOrigin } from '#server/auth/passkey-rules.ts';
import { sandboxArgs } from '#tools/find-browser.ts';
import { addMember, makeInvitation, startTeam, type Person, type Team } from '#tests/server/team.ts';
import { codeOf } from '#tests/server/totp.ts';
import { stage } from './harness/stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [1280, 400];

let team: Team;
let origin: string;
let browser: Browser;
beforeAll(async () => {
  team = await startTeam();
  origin = passkeyOrigin(team.url).origin;
  browser = await chromium.launch({
    executablePath: stage().chromium,
    args: ['--headless=new', '--disable-gpu', '--disable-background-networking', ...sandboxArgs()],
  });
});
afterAll(async () => {
  await browser.close();
  await team.running.stop();
});

type Tab = { page: Page; cdp: CDPSession; complaints: string[] };

/** A tab with a device that makes and shows passkeys; what the browser complains of is kept (CSP, scripts). */
async function open(look: { locale: string; colorScheme: 'light' | 'dark' }): Promise<Tab> {
  const complaints: string[] = [];
  const context = await browser.newContext(look);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (said) => {
    if (said.type() === 'error' && !said.text().includes('status of 422')) complaints.push(said.text());
  });
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  return { page, cdp, complaints };
}

async function signIn(page: Page, who: Person): Promise<void> {
  await page.fill('#email', who.email);
  await page.fill('#password', who.password);
  await page.click('form[action="/sign-in"] button');
}

const signOut = (page: Page) => page.click('form[action="/sign-out"] button');

/** What axe finds, and whether anything has to be scrolled sideways, at both widths with everything unfolded. */
async function judge(page: Page, name: string): Promise<string[]> {
  const wrong: string[] = [];
  await page.evaluate(axe);
  for (const details of await page.locator('details').all())
    await details.evaluate((element: HTMLDetailsElement) => (element.open = true));
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const found = await page.evaluate(async () => {
      const { axe: judge } = globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const { violations } = await judge.run();
      const sideways = document.documentElement.scrollWidth > window.innerWidth ? ['scrolls sideways'] : [];
      return [...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`), ...sideways];
    });
    wrong.push(...found.map((one) => `${name}, ${width} px: ${one}`));
  }
  return wrong;
}

describe('the server’s own pages, in a real browser', () => {
  test('a passkey is added and opens the account, offered by the browser in the e-mail field too', async () => {
    const anna = await addMember(team, 'Anna Agent');
    const { page, complaints } = await open({ locale: 'en-GB', colorScheme: 'light' });
    await page.goto(`${origin}/sign-in?next=/account`);
    await signIn(page, anna);
    await page.fill('#passkey-name', 'Work laptop');
    await page.click('form[data-passkey=add] button');
    await page.getByText('Work laptop', { exact: true }).waitFor();
    await signOut(page);
    // The virtual device answers what the field asks; so nobody has to click.
    await page.waitForURL(`${origin}/`);
    expect(await page.locator('.who a').innerText()).toBe('Anna Agent');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('by its button, where the field is not used', async () => {
    const bea = await addMember(team, 'Bea Button');
    const { page, complaints } = await open({ locale: 'en-GB', colorScheme: 'light' });
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
    });
    await page.goto(`${origin}/sign-in?next=/account`);
    await signIn(page, bea);
    await page.fill('#passkey-name', 'Phone');
    await page.click('form[data-passkey=add] button');
    await page.getByText('Phone', { exact: true }).waitFor();
    await signOut(page);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.waitForURL(`${origin}/`);
    expect(await page.locator('.who a').innerText()).toBe('Bea Button');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  for (const [locale, colorScheme] of [
    ['en-GB', 'light'],
    ['fr-FR', 'dark'],
    ['pl-PL', 'light'],
  ] as const)
    test(`all can be read, reached and fit, ${locale}, ${colorScheme}`, async () => {
      const wrong: string[] = [];
      const who = await addMember(team, `Zed ${locale.slice(0, 2)} ${colorScheme}`, 'manager');
      const invitation = new URL(await makeInvitation(team, `${locale.toLowerCase()}@new.example`, 'agent'));
      const { page, cdp, complaints } = await open({ locale, colorScheme });
      await page.goto(`${origin}${invitation.pathname}`);
      wrong.push(...(await judge(page, 'invitation')));
      for (const path of ['/forgot', '/reset/none', '/nowhere', '/sign-in']) {
        await page.goto(`${origin}${path}`);
        wrong.push(...(await judge(page, path)));
      }
      complaints.splice(0); // The browser says that 404 is 404.
      await signIn(page, who);
      await page.waitForURL(`${origin}/`);
      for (const path of ['/', `/members/${team.workspace}`, `/workspaces/${team.workspace}/leave`]) {
        await page.goto(`${origin}${path}`);
        wrong.push(...(await judge(page, path)));
      }
      await cdp.send('WebAuthn.disable');
      await page.goto(`${origin}/account`);
      wrong.push(...(await judge(page, 'account')));
      await page.fill('#factor-password', who.password);
      await page.press('#factor-password', 'Enter');
      const secret = (await page.locator('.secret').innerText()).replaceAll(' ', '');
      wrong.push(...(await judge(page, 'secret')));
      await page.fill('#code', codeOf(secret));
      await page.press('#code', 'Enter');
      await page.locator('.codes').waitFor();
      wrong.push(...(await judge(page, 'backup codes')));
      await signOut(page);
      await page.waitForURL('**/sign-in');
      await signIn(page, who);
      await page.locator('#code').waitFor();
      wrong.push(...(await judge(page, 'code')));
      await page.context().close();
      expect([...wrong, ...complaints]).toEqual([]);
    });
});
