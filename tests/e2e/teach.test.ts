import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CASES, deskPage, type Case } from '../unit/teach/desk.ts';
import { Agent } from './harness/agent.ts';
import { expectChip, expectSidebar } from './harness/expect.ts';
import { chipText, clickPart, partsOf } from './harness/on-page.ts';
import { Popup } from './harness/popup.ts';
import { word } from './harness/words.ts';

const [MAJA, AURELIE, JAN] = CASES as [Case, Case, Case];
/** What the application does to its pages with a release: nothing, other classes, another page altogether. */
let release: (html: string) => string = (html) => html;
let agent: Agent;
let server: Server;
let desk = '';

beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    const found = CASES.find(({ id }) => url === `/cases/${id}`);
    const list = `<h1>Sprawy</h1>${CASES.map(({ id, title }) => `<p><a href="/cases/${id}">${title}</a></p>`).join('')}`;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      found ? release(deskPage(found)) : `<!doctype html><title>Sprawy</title><main>${list}</main>`,
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  desk = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server?.close());
beforeEach(() => (release = (html) => html));
afterEach(() => agent?.close());

const teacher = async (page: Page) => (await partsOf(page)).find(({ name }) => name === 'teach')?.text ?? '';
async function asks(page: Page, key: string, ...values: string[]): Promise<void> {
  await expect.poll(() => teacher(page), { timeout: 5000 }).toContain(word('en', key, ...values));
}

/** A real click at an element of the page. */
async function pointAt(page: Page, css: string): Promise<void> {
  const box = await page.locator(css).first().boundingBox();
  if (!box) throw new Error(`${css} is not in sight.`);
  await page.mouse.click(box.x + Math.min(box.width / 2, 40), box.y + box.height / 2);
}

/** Opens a message and asks to teach it, from the toolbar as a person does. */
async function begin(one: Case): Promise<Page> {
  const page = await agent.context.newPage();
  await page.goto(`${desk}/cases/${one.id}`);
  await page.bringToFront();
  await startTeaching(page);
  return page;
}

async function startTeaching(page: Page): Promise<void> {
  const popup = await Popup.open(agent);
  const find = `[...document.querySelectorAll('button')].find((one) => one.textContent.includes(${JSON.stringify(word('en', 'teach_here'))}))`;
  await expect.poll(() => popup.evaluate(`Boolean(${find})`), { timeout: 10_000 }).toBe(true);
  await popup.evaluate(`${find}.click()`);
  await asks(page, 'teach_ask_name');
}

/** Points at everything, and says of three messages that they are read right. */
async function teachAll(page: Page): Promise<void> {
  await pointAt(page, 'section span.v9');
  await asks(page, 'teach_ask_address');
  await pointAt(page, 'section a');
  await asks(page, 'teach_ask_order');
  await pointAt(page, 'section b');
  await asks(page, 'teach_ask_account');
  await pointAt(page, 'section div:nth-of-type(4) span.v9');
  await asks(page, 'teach_ask_subject');
  await pointAt(page, 'h1');
  await asks(page, 'teach_ask_chip');
  await clickPart(page, 'teach', word('en', 'teach_skip'));
  await asks(page, 'teach_ask_body');
  await pointAt(page, '[data-role="letter"]');
  await asks(page, 'teach_is_right');
}

async function sayRight(page: Page, shown: Case): Promise<void> {
  await asks(page, 'teach_is_right');
  const said = await teacher(page);
  for (const value of [shown.name, shown.email, shown.order, shown.title]) expect(said).toContain(value);
  await clickPart(page, 'teach', word('en', 'teach_right'));
}

async function teachDesk(): Promise<Page> {
  const page = await begin(MAJA);
  await teachAll(page);
  await sayRight(page, MAJA);
  await asks(page, 'teach_open_next');
  for (const one of [AURELIE, JAN]) {
    await page.goto(`${desk}/cases/${one.id}`);
    await sayRight(page, one);
  }
  await asks(page, 'teach_enough');
  await clickPart(page, 'teach', word('en', 'teach_save'));
  await asks(page, 'teach_saved', new URL(desk).host);
  await clickPart(page, 'teach', word('en', 'teach_close'));
  return page;
}

describe('an application that no recipe knows', () => {
  test('R15: taught by pointing it is read; with every class renamed it still is; drawn anew it says that it is not', async () => {
    agent = await Agent.open('en');
    const page = await teachDesk();
    await expectChip(page, word('en', 'chip_add'));
    await clickPart(page, 'chip', word('en', 'chip_add'));
    await expectChip(page, JAN.name);

    release = (html) =>
      html.replaceAll(/class="[^"]*"/gu, () => `class="k${Math.random().toString(36).slice(2)}"`);
    await page.goto(`${desk}/cases/${AURELIE.id}`);
    await expectChip(page, word('en', 'chip_add'));
    await page.goto(`${desk}/cases/${JAN.id}`);
    await expectChip(page, JAN.name);

    release = (html) => html.replace(/<section.*<\/section>/su, '<p>Anna z biura, biuro@lampka.example</p>');
    await page.goto(`${desk}/cases/${AURELIE.id}`);
    const begun = Date.now();
    const lost = async () => (await partsOf(page)).find(({ name }) => name === 'lost')?.text ?? '';
    await expect.poll(lost, { interval: 50, timeout: 4000 }).toContain(word('en', 'page_lost'));
    expect(Date.now() - begun).toBeLessThan(2000);
    expect(await chipText(page)).toBeNull();
    await clickPart(page, 'lost', word('en', 'page_lost_open'));
    await expectSidebar(page, word('en', 'lost_title'));

    const sites = await agent.openOwn('contacts.html#/sites');
    await sites.getByText(word('en', 'taught_lost_title', new URL(desk).host)).waitFor();
    await sites.getByText(word('en', 'taught_state_lost')).waitFor();
    await sites.close();

    // A list of the same application is no message: nothing is said there.
    await page.goto(`${desk}/cases`);
    await page.waitForTimeout(1800);
    expect(await lost()).toBe('');
    release = (html) => html;
    await page.goto(`${desk}/cases/${JAN.id}`);
    await expectChip(page, JAN.name);
  });

  test('R15: an application that shows every message at one address is taught as well', async () => {
    agent = await Agent.open('en');
    const page = await agent.context.newPage();
    await page.goto(`${desk}/cases/${MAJA.id}`);
    await page.evaluate(() => history.replaceState(null, '', '/'));
    await page.bringToFront();
    await startTeaching(page);
    await teachAll(page);
    await sayRight(page, MAJA);
    await asks(page, 'teach_open_next');
    for (const one of [AURELIE, JAN]) {
      await page.evaluate((html) => {
        const next = new DOMParser().parseFromString(html, 'text/html').querySelector('main');
        if (next) document.querySelector('main')?.replaceWith(next);
      }, deskPage(one));
      await sayRight(page, one);
    }
    await clickPart(page, 'teach', word('en', 'teach_save'));
    await asks(page, 'teach_saved', new URL(desk).host);
    await clickPart(page, 'teach', word('en', 'teach_close'));
    await expectChip(page, word('en', 'chip_add'));
  });

  test('R15: a wrong click does not leave the mode and does nothing on the page; Escape ends it, and nothing is kept', async () => {
    agent = await Agent.open('en');
    const page = await begin(MAJA);
    const address = page.url();
    await page.evaluate(() => {
      Object.assign(window, { heard: [] as string[] });
      for (const type of ['click', 'mousedown', 'keydown'])
        document.body.addEventListener(type, ({ type }) =>
          (window as unknown as { heard: string[] }).heard.push(type),
        );
    });
    await pointAt(page, 'nav a');
    await pointAt(page, '[data-role="answer"]');
    await page.keyboard.press('j');
    expect(page.url()).toBe(address);
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([]);
    await clickPart(page, 'teach', word('en', 'teach_step_name'));
    await asks(page, 'teach_ask_name');
    await page.keyboard.press('Escape');
    await expect.poll(() => teacher(page)).toBe('');
    await page.reload();
    await page.waitForTimeout(700);
    expect(await teacher(page)).toBe('');
    expect(await chipText(page)).toBeNull();
  });

  test('R15: name and address are picked by the keyboard alone, among what is suggested', async () => {
    agent = await Agent.open('en');
    const page = await begin(MAJA);
    await page.keyboard.press('Enter');
    await asks(page, 'teach_ask_address');
    expect(await teacher(page)).toContain(MAJA.name);
    for (let tries = 0; tries < 4 && !(await focused(page)).includes(MAJA.email); tries += 1)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await asks(page, 'teach_ask_order');
    for (let tries = 0; tries < 12 && (await focused(page)) !== word('en', 'teach_look'); tries += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await asks(page, 'teach_is_right');
    expect(await teacher(page)).toContain(MAJA.email);
  });
});

/** The words of the picker's button that has the focus; the inspector alone sees into its closed root. */
async function focused(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const node = nodes.find(
    ({ role, properties = [] }) =>
      role?.value === 'button' &&
      properties.some(({ name, value }) => name === 'focused' && value.value === true),
  );
  return String(node?.name?.value ?? '');
}
