import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { Agent, type Language } from './harness/agent.ts';
import { wrongsInBoth } from './harness/axe.ts';
import { expectChip } from './harness/expect.ts';
import { chipText } from './harness/on-page.ts';
import { Popup } from './harness/popup.ts';
import { openMail, preview } from './harness/roundcube.ts';
import { Screen } from './harness/screen.ts';
import { EXTENSION_ID, stage } from './harness/stage.ts';
import { word } from './harness/words.ts';
import { openGmail } from './page-mail.ts';

const ZANETA = { name: 'Żaneta Gżegżółka', address: 'zaneta@poczta.example' };
const GMAIL = 'https://mail.google.com/*';

/** Milliseconds: a browser of its own for each, with a window that is really drawn. */
const LONG = 120_000;

const SOON = { timeout: 10_000 };

let screen: Screen;
let extension: string;
let agent: Agent;

vi.setConfig({ testTimeout: LONG });

/** The build that people get: the same code, with no host allowed at install. */
beforeAll(async () => {
  extension = mkdtempSync(join(tmpdir(), 'carnet-people-'));
  cpSync(stage().extension, extension, { recursive: true });
  const file = join(extension, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  delete manifest['host_permissions'];
  writeFileSync(file, JSON.stringify(manifest));
  screen = await Screen.open();
});
afterAll(() => {
  screen?.close();
  rmSync(extension, { recursive: true, force: true });
});
afterEach(() => agent?.close());

/** The tab that a first run opens by itself. */
async function firstRun(language: Language = 'en'): Promise<Page> {
  agent = await Agent.open(language, screen, { extension });
  const isSites = (page: Page) => page.url() === `chrome-extension://${EXTENSION_ID}/contacts.html#/sites`;
  await expect.poll(() => agent.context.pages().some(isSites), { timeout: 10_000 }).toBe(true);
  const page = agent.context.pages().find(isSites);
  if (!page) throw new Error('No sites were opened.');
  await page.bringToFront();
  return page;
}

const button = (page: Page, key: 'sites_switch_on_this' | 'sites_switch_off_this', site: string) =>
  page.getByRole('button', { name: word('en', key, site), exact: true }).first();

/** The browser's own question, which stands over the page: what it has the focus on denies, what comes next allows. */
async function answer(page: Page, allow: boolean): Promise<void> {
  // The question is the browser's: nothing tells when it is drawn.
  await page.waitForTimeout(1500);
  screen.press(...(allow ? ['Tab', 'Return'] : ['Return']));
}

const allowed = async (): Promise<string[]> => {
  const worker = await agent.worker();
  return worker.evaluate<string[]>('chrome.permissions.getAll().then(({ origins }) => origins)');
};

const scripts = async (): Promise<string[]> => {
  const worker = await agent.worker();
  return worker.evaluate<string[]>(
    'chrome.scripting.getRegisteredContentScripts().then((all) => all.flatMap(({ matches }) => matches))',
  );
};

describe('a first run', () => {
  test('G12, law 10: opens the sites; one click and the browser’s question, and Gmail is read; off is off at once', async () => {
    const sites = await firstRun();
    expect(await allowed()).toEqual([]);
    const mail = await openGmail(agent.context, ZANETA);
    await sites.bringToFront();
    await button(sites, 'sites_switch_on_this', 'Gmail').click();
    await answer(sites, true);
    await sites.getByText(word('en', 'sites_on_done', 'Gmail')).waitFor();
    expect(await allowed()).toEqual([GMAIL]);
    await expect.poll(scripts, SOON).toEqual([GMAIL]);
    // The page was open before: it is not loaded again.
    await mail.bringToFront();
    await expectChip(mail, word('en', 'chip_add'));

    await sites.bringToFront();
    await button(sites, 'sites_switch_off_this', 'Gmail').click();
    await expect.poll(() => chipText(mail), { timeout: 2000 }).toBeNull();
    await expect.poll(allowed, SOON).toEqual([]);
    await expect.poll(scripts, SOON).toEqual([]);
    await mail.reload();
    await mail.waitForTimeout(1000);
    expect(await chipText(mail)).toBeNull();
  });

  test('G12: what the browser is not allowed stays off, and that is said', async () => {
    const sites = await firstRun();
    await button(sites, 'sites_switch_on_this', 'Gmail').click();
    await answer(sites, false);
    await sites.getByText(word('en', 'sites_refused_this', 'Gmail')).waitFor();
    expect(await allowed()).toEqual([]);
    expect(await scripts()).toEqual([]);
  });

  test('law 10: no build asks for all pages, at install or later', () => {
    const file = join(extension, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[]>;
    expect(JSON.stringify(manifest)).not.toContain('<all_urls>');
    expect(manifest['permissions']).not.toContain('tabs');
    expect(manifest['content_scripts'] ?? []).toEqual([]);
  });
});

describe('after an update', () => {
  test('G12: what was on is on, nobody is led to the sites again, and off is off at once', async () => {
    const sites = await firstRun();
    await button(sites, 'sites_switch_on_this', 'Gmail').click();
    await answer(sites, true);
    await sites.getByText(word('en', 'sites_on_done', 'Gmail')).waitFor();
    const profile = await agent.shut();
    const file = join(extension, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
    writeFileSync(file, JSON.stringify({ ...manifest, version: `${manifest.version}.1` }));

    agent = await Agent.open('en', screen, { extension, profile });
    await expect.poll(scripts, SOON).toEqual([GMAIL]);
    const mail = await openGmail(agent.context, ZANETA);
    await expectChip(mail, word('en', 'chip_add'));
    // Who has it already is not led to the sites again.
    expect(agent.context.pages().filter((page) => page.url().includes('/contacts.html'))).toEqual([]);
    const after = await agent.openOwn('contacts.html#/sites');
    await button(after, 'sites_switch_off_this', 'Gmail').click();
    await expect.poll(() => chipText(mail), { timeout: 2000 }).toBeNull();
    await expect.poll(allowed, SOON).toEqual([]);
    await expect.poll(scripts, SOON).toEqual([]);
  });
});

describe('on the team’s own host', () => {
  test('C22: a webmail is switched on by typing its address, for its host alone', async () => {
    const sites = await firstRun();
    const mail = await openMail(agent);
    await preview(mail, 'polish');
    await sites.bringToFront();
    const card = sites.getByRole('listitem', { name: 'Roundcube', exact: true });
    await card.getByRole('button').click();
    await card.getByRole('textbox').fill(stage().webmail);
    await sites.keyboard.press('Enter');
    await answer(sites, true);
    await expect.poll(allowed, SOON).toEqual([`http://${new URL(stage().webmail).hostname}/*`]);
    await mail.bringToFront();
    await expectChip(mail, word('en', 'chip_add'));
  });

  test('G12, C22: the popup names what stands on the page, and switches it on there; the sites offer it as well', async () => {
    const sites = await firstRun();
    const mail = await openMail(agent);
    await preview(mail, 'polish');
    await mail.bringToFront();
    const { hostname } = new URL(stage().webmail);
    screen.press('alt+shift+f');
    let popup = await Popup.opened(agent);
    await expect.poll(() => popup.text(), SOON).toContain(word('en', 'sites_looks_like', 'Roundcube'));
    await popup.close();

    await sites.bringToFront();
    await sites.reload();
    await sites.getByRole('region', { name: word('en', 'sites_suggest', 'Roundcube') }).waitFor();

    await mail.bringToFront();
    screen.press('alt+shift+f');
    popup = await Popup.opened(agent);
    await expect.poll(() => popup.text(), SOON).toContain(word('en', 'sites_switch_on'));
    await popup.evaluate(
      `[...document.querySelectorAll('button')].find(({ textContent }) => textContent === ${JSON.stringify(word('en', 'sites_switch_on'))}).focus()`,
    );
    // The question takes the popup's place: what it is still told, nobody answers.
    void popup.press('Enter').catch(() => undefined);
    await answer(mail, true);
    await expect.poll(allowed, SOON).toEqual([`http://${hostname}/*`]);
    await expect.poll(scripts, SOON).toEqual([`http://${hostname}/*`]);
    await mail.bringToFront();
    await expectChip(mail, word('en', 'chip_add'));
  });
});

describe('law 12', () => {
  test.each(['en', 'fr', 'pl'] as const)(
    'WCAG 2.2 AA: nothing is wrong with the sites, light and dark, %s',
    async (language) => {
      const sites = await firstRun(language);
      await sites.getByText(word(language, 'sites_grade_proven')).first().waitFor();
      expect(await wrongsInBoth(sites)).toEqual([]);
    },
  );
});
