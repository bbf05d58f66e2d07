import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CASES, type Case } from '#tests/unit/teach/desk.ts';
import { Agent, type Language } from './harness/agent.ts';
import { browserOf, join, startClub, type Club } from './harness/club.ts';
import { Desk } from './harness/desk.ts';
import { expectChip } from './harness/expect.ts';
import { chipText, partsOf } from './harness/on-page.ts';
import { pointAtAll, saveTaught, sayRight, startTeaching } from './harness/teaching.ts';
import { word } from './harness/words.ts';

const [MAJA, AURELIE] = CASES as [Case, Case];

let club: Club;
let desk: Desk;
/** Who teaches, who reads by it, who looks at it before. */
let anna: Agent;
let piotr: Agent;
let manager: Agent;
let sites: { anna: Page; piotr: Page; manager: Page };
let pages: { anna: Page; piotr: Page };

beforeAll(async () => {
  [club, desk] = await Promise.all([startClub(), Desk.open()]);
  const [first, second] = [await join(club, 'Anna', 'agent'), await join(club, 'Piotr', 'agent')];
  anna = await browserOf(club, first, 'en');
  piotr = await browserOf(club, second, 'pl');
  manager = await browserOf(club, club.owner, 'en');
  const open = (agent: Agent) => agent.openOwn('contacts.html#/sites');
  sites = { anna: await open(anna), piotr: await open(piotr), manager: await open(manager) };
  pages = { anna: await anna.context.newPage(), piotr: await piotr.context.newPage() };
});
afterAll(async () => {
  await Promise.all([anna?.close(), piotr?.close(), manager?.close(), club?.server.end()]);
  desk?.close();
});

/** The desk after a release: no links, other labels, so that nothing of what was pointed at is where it was. */
const redrawn = (html: string) =>
  html
    .replace(/<a class="v9"[^>]*>([^<]*)<\/a>/u, '<i class="v9">$1</i>')
    .replace('Klient:', 'Kunde:')
    .replace('E-mail:', 'Post:');

const show = (page: Page, { id }: Case) => page.goto(`${desk.url}/cases/${id}`);
const lost = async (page: Page) => (await partsOf(page)).find(({ name }) => name === 'lost')?.text ?? '';

/** What was taught, as a line of somebody's list. */
const line = (page: Page, language: Language) =>
  page.getByRole('list', { name: word(language, 'taught_title') }).getByRole('listitem');

async function waitsFor(page: Page, language: Language, version: number): Promise<void> {
  const one = line(page, language);
  await one.getByText(word(language, 'taught_version', String(version))).waitFor();
  await one.getByText(word(language, 'taught_state_waiting')).waitFor();
}

async function approve(version: number): Promise<void> {
  await waitsFor(sites.manager, 'en', version);
  await sites.manager.bringToFront();
  await line(sites.manager, 'en')
    .getByRole('button', { name: word('en', 'taught_approve') })
    .click();
  await line(sites.piotr, 'pl').getByText(word('pl', 'taught_state_reads')).waitFor();
}

async function open(page: Page, entry: string): Promise<void> {
  await page.bringToFront();
  await line(page, 'en').getByRole('button').last().click();
  await page.getByRole('menuitem', { name: word('en', entry), exact: true }).click();
}

test('R15: what an agent teaches waits for a manager where the team wants that; let in, a colleague reads by it', async () => {
  await sites.manager.getByRole('switch', { name: word('en', 'taught_review') }).press('Space');
  await show(pages.anna, MAJA);
  await startTeaching(anna, pages.anna);
  await pointAtAll(pages.anna);
  await sayRight(pages.anna, MAJA);
  await saveTaught(pages.anna, desk.host);
  await expectChip(pages.anna, word('en', 'chip_add'));

  await waitsFor(sites.piotr, 'pl', 1);
  await show(pages.piotr, AURELIE);
  await pages.piotr.waitForTimeout(700);
  expect(await chipText(pages.piotr)).toBeNull();

  await approve(1);
  await show(pages.piotr, AURELIE);
  await expectChip(pages.piotr, word('pl', 'chip_add'));
});

test('R15: taught anew after a release it is another version, which the colleague follows, and back again when it is reverted', async () => {
  desk.release = redrawn;
  await show(pages.piotr, AURELIE);
  await expect.poll(() => lost(pages.piotr), { timeout: 5000 }).toContain(word('pl', 'page_lost'));
  await show(pages.anna, MAJA);
  await expect.poll(() => lost(pages.anna), { timeout: 5000 }).toContain(word('en', 'page_lost'));
  await startTeaching(anna, pages.anna, 'lost_again');
  await pointAtAll(pages.anna, 'section i');
  await sayRight(pages.anna, MAJA);
  await saveTaught(pages.anna, desk.host);
  await approve(2);
  await show(pages.piotr, AURELIE);
  await expectChip(pages.piotr, word('pl', 'chip_add'));

  desk.release = (html) => html;
  await show(pages.piotr, AURELIE);
  await expect.poll(() => lost(pages.piotr), { timeout: 5000 }).toContain(word('pl', 'page_lost'));
  await open(sites.anna, 'taught_versions');
  await sites.anna.getByRole('button', { name: word('en', 'taught_revert_to', '1'), exact: true }).click();
  await sites.anna.getByText(word('en', 'taught_reverted', '1')).waitFor();
  await sites.anna
    .getByRole('dialog')
    .getByRole('button', { name: word('en', 'ui_close'), exact: true })
    .click();
  await approve(3);
  await show(pages.piotr, AURELIE);
  await expectChip(pages.piotr, word('pl', 'chip_add'));
});

test('R15: given out as a file, it is taken in by another workspace, which then reads by it', async () => {
  const [file] = await Promise.all([sites.anna.waitForEvent('download'), open(sites.anna, 'taught_export')]);
  const path = await file.path();
  expect(readFileSync(path, 'utf8')).not.toMatch(/Anna|Maja|Aurélie|\.example|4711/u);
  const elsewhere = await Agent.open('fr');
  try {
    const page = await elsewhere.context.newPage();
    await show(page, MAJA);
    const list = await elsewhere.openOwn('contacts.html#/sites');
    await list.getByLabel(word('fr', 'taught_import')).setInputFiles(path);
    await line(list, 'fr').getByText(word('fr', 'taught_state_reads')).waitFor();
    await page.bringToFront();
    await page.reload();
    await expectChip(page, word('fr', 'chip_add'));
  } finally {
    await elsewhere.close();
  }
});
