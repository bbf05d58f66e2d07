import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import type { Page } from 'playwright-core';
import type { Page as FirefoxPage } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildExtension } from '#tools/build-extension.ts';
import { Family } from '#tools/family.ts';
import type { Person } from '#tests/server/team.ts';
import type { Agent } from './harness/agent.ts';
import { CASES, type Case } from '#tests/unit/teach/desk.ts';
import { browserOf, join, startClub, type Club } from './harness/club.ts';
import { Desk } from './harness/desk.ts';
import { expectChip } from './harness/expect.ts';
import { FirefoxAgent, until } from './harness/firefox.ts';
import { GRANTED } from './harness/stage.ts';
import { word } from './harness/words.ts';

const folder = mkdtempSync(joinPath(tmpdir(), 'carnet-firefox-'));
const family = new Family();
let club: Club;
let owner: Agent;
let colleague: Agent;
let firefox: FirefoxAgent;
let lists: { owner: Page; colleague: Page; firefox: FirefoxPage };

beforeAll(async () => {
  const [extension] = await Promise.all([
    buildExtension(family, { into: folder, grant: GRANTED, browser: 'firefox' }),
    startClub().then((made) => (club = made)),
  ]);
  const maks = await join(club, 'Maks Manager', 'manager');
  const ewa = await join(club, 'Ewa Agent', 'agent');
  [owner, colleague] = await Promise.all([browserOf(club, club.owner, 'en'), browserOf(club, maks, 'pl')]);
  firefox = await FirefoxAgent.open(extension);
  await connectFirefox(ewa);
  lists = {
    owner: await owner.openOwn('contacts.html'),
    colleague: await colleague.openOwn('contacts.html'),
    firefox: await firefox.openOwn('contacts.html'),
  };
}, 180_000);
afterAll(async () => {
  await Promise.all([owner?.close(), colleague?.close(), firefox?.close(), club?.server.end(), family.end()]);
  rmSync(folder, { recursive: true, force: true });
});

/** As a person does in Firefox: signed in on the server's page, then the address, the code, the consent. */
async function connectFirefox(person: Person): Promise<void> {
  const home = await firefox.browser.newPage();
  await home.goto(`${club.server.url}/sign-in`);
  await home.type('#email', person.email);
  await home.type('#password', person.password);
  await Promise.all([home.waitForNavigation(), home.click('form[action="/sign-in"] button')]);
  const settings = await firefox.openOwn('contacts.html#/team');
  await firefox.fill(settings, word('en', 'team_server'), club.server.url);
  await firefox.click(settings, word('en', 'team_connect'));
  let approval: FirefoxPage | undefined;
  await until(async () => {
    const pages = await firefox.browser.pages();
    approval = pages.find((page) => page.url().startsWith(`${club.server.url}/device`));
    return approval !== undefined && (await approval.$('button[value=approve]')) !== null;
  });
  await approval?.click('button[value=approve]');
  await settings.waitForSelector(`::-p-aria([name="${word('en', 'team_sign_out')}"][role="button"])`);
}

const shows = (name: string) =>
  `[...document.querySelectorAll('[role=grid] [role=row]')].some((row) => row.textContent.includes(${JSON.stringify(name)}))`;
const everywhere = async (name: string) =>
  Promise.all([
    lists.owner.evaluate(shows(name)),
    lists.colleague.evaluate(shows(name)),
    lists.firefox.evaluate(shows(name)),
  ]);
const WITHIN_A_SECOND = { timeout: 1000, interval: 20 };
const ALL = [true, true, true];

test('sync.md 5: two Chromium and a Firefox see within a second what one of them adds', async () => {
  await addInChromium(lists.owner, 'en', 'Of The Owner');
  await expect.poll(() => everywhere('Of The Owner'), WITHIN_A_SECOND).toEqual(ALL);
  await addInChromium(lists.colleague, 'pl', 'Od Koleżanki');
  await expect.poll(() => everywhere('Od Koleżanki'), WITHIN_A_SECOND).toEqual(ALL);
});

test('sync.md 5: what is added in Firefox is within a second with the others, and their edits come back', async () => {
  await lists.firefox.evaluate("location.hash = '#/add'");
  await firefox.fill(lists.firefox, word('en', 'name'), 'From The Fox');
  await firefox.click(lists.firefox, word('en', 'form_add'));
  await until(async () => Boolean(await lists.firefox.evaluate(shows('From The Fox'))));
  await expect.poll(() => everywhere('From The Fox'), WITHIN_A_SECOND).toEqual(ALL);
  const [row] = club.server.rows<{ id: string }>("SELECT id FROM contact WHERE name = 'From The Fox'");
  await lists.owner.goto(lists.owner.url().replace(/#.*|$/u, `#/contact/${row?.id}/edit`));
  await lists.owner.getByLabel(word('en', 'name'), { exact: true }).first().fill('The Fox Renamed');
  await lists.owner.getByRole('button', { name: word('en', 'form_save'), exact: true }).click();
  await lists.owner.locator('[role=grid]').getByText('The Fox Renamed').first().waitFor();
  await expect.poll(() => everywhere('The Fox Renamed'), WITHIN_A_SECOND).toEqual(ALL);
});

test('R14: Firefox without the server goes on, and sends when it is back', { timeout: 90_000 }, async () => {
  await club.server.away();
  await lists.firefox.evaluate("location.hash = '#/add'");
  await firefox.fill(lists.firefox, word('en', 'name'), 'Lone Fox');
  await firefox.click(lists.firefox, word('en', 'form_add'));
  await until(async () => Boolean(await lists.firefox.evaluate(shows('Lone Fox'))));
  expect(club.server.contactNames()).not.toContain('Lone Fox');
  await club.server.goOn();
  await expect.poll(() => everywhere('Lone Fox'), { timeout: 70_000, interval: 100 }).toEqual(ALL);
});

/** What stands at a place of a page, clicked by the mouse: the picker lies over it in a root that nobody looks into. */
async function pointAt(page: FirefoxPage, css: string): Promise<void> {
  const at = await page.$eval(css, (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left + Math.min(width / 2, 40), y: top + height / 2 };
  });
  await page.mouse.move(at.x, at.y);
  await page.mouse.click(at.x, at.y);
}

test(
  'R15: a page is taught by pointing in Firefox, read there, and by the colleagues’ Chromium',
  { timeout: 90_000 },
  async () => {
    const [maja, aurelie] = CASES as [Case, Case];
    const desk = await Desk.open();
    try {
      const page = await firefox.browser.newPage();
      await page.goto(`${desk.url}/cases/${maja.id}`);
      await page.bringToFront();
      const ask = (call: string) =>
        lists.firefox.evaluate(
          (message) =>
            Reflect.get(globalThis, 'browser').runtime.sendMessage(message) as Promise<{ value: unknown }>,
          { to: 'book', call, args: [] },
        );
      await ask('teachHere');
      await page.waitForSelector('[data-carnet="teach"]');
      for (const css of [
        'section span.v9',
        'section a',
        'section b',
        'section div:nth-of-type(4) span.v9',
        'h1',
        'h1',
      ])
        await pointAt(page, css);
      await pointAt(page, '[data-role="letter"]');
      // The focus is on "Yes, that is right", and then on "Save", which comes in its place.
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      const taught = async () => JSON.stringify((await ask('taughtSites')).value);
      await until(async () => (await taught()).includes(desk.host));
      expect(await taught()).toContain('"reads":["orders","account","subject"]');
      await until(async () => JSON.stringify((await ask('here')).value).includes(maja.email));
      const colleagues = await colleague.context.newPage();
      await colleagues.goto(`${desk.url}/cases/${maja.id}`);
      await expectChip(colleagues, word('pl', 'chip_add'));
      await page.goto(`${desk.url}/cases/${aurelie.id}`);
      await page.bringToFront();
      await until(async () => JSON.stringify((await ask('here')).value).includes(aurelie.email));
    } finally {
      desk.close();
    }
  },
);

async function addInChromium(page: Page, language: 'en' | 'pl', name: string): Promise<void> {
  await page.goto(page.url().replace(/#.*|$/u, '#/add'));
  await page.getByLabel(word(language, 'name'), { exact: true }).first().fill(name);
  await page.getByRole('button', { name: word(language, 'form_add'), exact: true }).click();
  await page.locator('[role=grid]').getByText(name, { exact: true }).first().waitFor();
}
