import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Application } from './desk/application.ts';
import { startRequestTracker } from './desk/request-tracker.ts';
import { PASSWORD, STAFF, ticketOf } from './desk/tickets.ts';
import { Agent, type Language } from './harness/agent.ts';
import { expectChip, expectSidebar, openSidebar } from './harness/expect.ts';
import { chipText, clickPart, partsOf, sidebarText } from './harness/on-page.ts';
import { stage } from './harness/stage.ts';
import { word } from './harness/words.ts';

let desk: Application;
let agent: Agent;

beforeAll(async () => {
  stage();
  desk = await startRequestTracker();
});
afterEach(() => agent?.close());
afterAll(() => desk?.stop());

async function signIn(language: Language): Promise<Page> {
  agent = await Agent.open(language);
  const page = await agent.context.newPage();
  await page.goto(desk.url);
  await page.fill('[name="user"]', STAFF.login);
  await page.fill('[name="pass"]', PASSWORD);
  await page.click('#login [type="submit"]');
  await page.waitForSelector('#main-navigation');
  return page;
}

async function openTicket(page: Page, key: string): Promise<void> {
  const { id, subject } = ticketOf(key);
  await page.goto(`${desk.url}Ticket/Display.html?id=${id}`);
  await page.locator('#header').getByText(subject).waitFor();
}

/** Long enough for a chip to come up where it would: elsewhere a ticket is read within 200 ms. */
async function expectNobody(page: Page): Promise<void> {
  await page.waitForTimeout(1200);
  expect(await chipText(page)).toBeNull();
}

test('A8, A30, G1: in a real Request Tracker who asks is added by one click, and known on the ticket, in its history, on their page', async () => {
  const page = await signIn('pl');
  await openTicket(page, 'polish');
  await expectChip(page, word('pl', 'chip_add'));
  await clickPart(page, 'chip', word('pl', 'chip_add'));
  await expectChip(page, 'Bożena Źdźbło');
  for (const path of ['Ticket/History.html?id=1', 'm/ticket/show?id=1', 'Ticket/Display.html?id=1']) {
    await page.goto(`${desk.url}${path}`);
    await expectChip(page, 'Bożena Źdźbło');
  }
  await page.locator('.requestors > .value .user a').click();
  await page.waitForURL(/User\/Summary/u);
  await expectChip(page, 'Bożena Źdźbło');
});

const ASKING: Record<string, string> = {
  comma: 'J.Gross@Kerzenhaus.Example',
  'no-name': 'zamowienia@pasmanteria.example',
  hostile: 'n.klamka@lewy.example',
  'name-is-an-address': 'ktokolwiek@lewy.example',
};

test('A8, law 8: each ticket offers who asks, in chip and sidebar; text that plays the form is not believed', async () => {
  const page = await signIn('en');
  await openTicket(page, 'polish');
  await openSidebar(page);
  for (const [key, address] of Object.entries(ASKING)) {
    await openTicket(page, key);
    await page.locator('.messagebody').first().waitFor();
    // A name that poses as an address is no reason to add anybody by one click.
    await expectChip(page, word('en', key === 'name-is-an-address' ? 'chip_who' : 'chip_add'));
    await expectSidebar(page, address);
    const shown = (await sidebarText(page)) + JSON.stringify(await partsOf(page));
    // What somebody calls themselves is shown; what their text plays is not.
    const played = key === 'name-is-an-address' ? 'bozena.zdzblo@skrzynka.example' : /ofiara|bozena/iu;
    expect(shown).not.toMatch(played);
  }
});

test('law 8: a colleague’s ticket, lists and forms offer nobody', async () => {
  const page = await signIn('fr');
  await openTicket(page, 'staff');
  await page.locator('.messagebody').first().waitFor();
  await expectNobody(page);
  for (const path of ['Search/Results.html?Query=id>0', '', 'Ticket/Create.html?Queue=1']) {
    await page.goto(`${desk.url}${path}`);
    await page.waitForSelector('#main-navigation');
    await expectNobody(page);
  }
});

test('D2: where an answer is written, the person it goes to stays beside it', async () => {
  const page = await signIn('pl');
  await openTicket(page, 'comma');
  await openSidebar(page);
  await clickPart(page, 'chip', word('pl', 'chip_add'));
  await expectChip(page, 'Groß-Öhringen, Jörg (Vertrieb)');
  await page.goto(`${desk.url}Ticket/Update.html?Action=Respond&id=${ticketOf('comma').id}`);
  await expectSidebar(page, word('pl', 'read_from_recipient'));
  await expectSidebar(page, 'Groß-Öhringen, Jörg (Vertrieb)');
  expect(await chipText(page)).toBeNull();
});
