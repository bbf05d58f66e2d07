import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CASES, deskPage, type Case } from '#tests/unit/teach/desk.ts';
import { Agent } from './harness/agent.ts';
import { Desk } from './harness/desk.ts';
import { expectChip, expectSidebar } from './harness/expect.ts';
import { chipText, clickPart, partsOf } from './harness/on-page.ts';
import {
  expectPicker,
  pickerText,
  pointAt,
  pointAtAll,
  saveTaught,
  sayRight,
  startTeaching,
} from './harness/teaching.ts';
import { word } from './harness/words.ts';

const [MAJA, AURELIE, JAN] = CASES as [Case, Case, Case];
let agent: Agent;
let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk?.close());
beforeEach(() => (desk.release = (html) => html));
afterEach(() => agent?.close());

/** Opens a message and asks to teach it, from the toolbar as a person does. */
async function begin(one: Case): Promise<Page> {
  const page = await agent.context.newPage();
  await page.goto(`${desk.url}/cases/${one.id}`);
  await startTeaching(agent, page);
  return page;
}

async function teachDesk(): Promise<Page> {
  const page = await begin(MAJA);
  await pointAtAll(page);
  await sayRight(page, MAJA);
  await expectPicker(page, 'teach_open_next');
  for (const one of [AURELIE, JAN]) {
    await page.goto(`${desk.url}/cases/${one.id}`);
    await sayRight(page, one);
  }
  await expectPicker(page, 'teach_enough');
  await saveTaught(page, desk.host);
  return page;
}

describe('an application that no recipe knows', () => {
  test('R15: taught by pointing it is read; with every class renamed it still is; drawn anew it says that it is not', async () => {
    agent = await Agent.open('en');
    const page = await teachDesk();
    await expectChip(page, word('en', 'chip_add'));
    await clickPart(page, 'chip', word('en', 'chip_add'));
    await expectChip(page, JAN.name);

    desk.release = (html) =>
      html.replaceAll(/class="[^"]*"/gu, () => `class="k${Math.random().toString(36).slice(2)}"`);
    await page.goto(`${desk.url}/cases/${AURELIE.id}`);
    await expectChip(page, word('en', 'chip_add'));
    await page.goto(`${desk.url}/cases/${JAN.id}`);
    await expectChip(page, JAN.name);

    desk.release = (html) =>
      html.replace(/<section.*<\/section>/su, '<p>Anna z biura, biuro@lampka.example</p>');
    await page.goto(`${desk.url}/cases/${AURELIE.id}`);
    const begun = Date.now();
    const lost = async () => (await partsOf(page)).find(({ name }) => name === 'lost')?.text ?? '';
    await expect.poll(lost, { interval: 50, timeout: 4000 }).toContain(word('en', 'page_lost'));
    expect(Date.now() - begun).toBeLessThan(2000);
    expect(await chipText(page)).toBeNull();
    await clickPart(page, 'lost', word('en', 'page_lost_open'));
    await expectSidebar(page, word('en', 'lost_title'));

    const sites = await agent.openOwn('contacts.html#/sites');
    await sites.getByText(word('en', 'taught_lost_title', desk.host)).waitFor();
    await sites.getByText(word('en', 'taught_state_lost')).waitFor();
    await sites.close();

    // A list of the same application is no message: nothing is said there.
    await page.goto(`${desk.url}/cases`);
    await page.waitForTimeout(1800);
    expect(await lost()).toBe('');
    desk.release = (html) => html;
    await page.goto(`${desk.url}/cases/${JAN.id}`);
    await expectChip(page, JAN.name);
  });

  test('R15: an application that shows every message at one address is taught as well', async () => {
    agent = await Agent.open('en');
    const page = await agent.context.newPage();
    await page.goto(`${desk.url}/cases/${MAJA.id}`);
    await page.evaluate(() => history.replaceState(null, '', '/'));
    await startTeaching(agent, page);
    await pointAtAll(page);
    await sayRight(page, MAJA);
    await expectPicker(page, 'teach_open_next');
    for (const one of [AURELIE, JAN]) {
      await page.evaluate((html) => {
        const next = new DOMParser().parseFromString(html, 'text/html').querySelector('main');
        if (next) document.querySelector('main')?.replaceWith(next);
      }, deskPage(one));
      await sayRight(page, one);
    }
    await saveTaught(page, desk.host);
    await expectChip(page, word('en', 'chip_add'));
  });

  test('R15: what stands in a frame is taught alone, and then read in the frame as well', async () => {
    agent = await Agent.open('en');
    const page = await agent.context.newPage();
    await page.goto(`${desk.url}/framed/${MAJA.id}`);
    await startTeaching(agent, page);
    await pointAt(page, 'iframe');
    await expectPicker(page, 'teach_trouble_frame');
    await clickPart(page, 'teach', word('en', 'teach_frame_open'));
    await page.waitForURL(`${desk.url}/cases/${MAJA.id}`);
    await expectPicker(page, 'teach_ask_name');
    await pointAtAll(page);
    await sayRight(page, MAJA);
    await saveTaught(page, desk.host);
    await page.goto(`${desk.url}/framed/${JAN.id}`);
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
    await expectPicker(page, 'teach_ask_name');
    await page.keyboard.press('Escape');
    await expect.poll(() => pickerText(page)).toBe('');
    await page.reload();
    await page.waitForTimeout(700);
    expect(await pickerText(page)).toBe('');
    expect(await chipText(page)).toBeNull();
  });

  test('R15: name and address are picked by the keyboard alone, among what is suggested', async () => {
    agent = await Agent.open('en');
    const page = await begin(MAJA);
    await page.keyboard.press('Enter');
    await expectPicker(page, 'teach_ask_address');
    expect(await pickerText(page)).toContain(MAJA.name);
    for (let tries = 0; tries < 4 && !(await focused(page)).includes(MAJA.email); tries += 1)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expectPicker(page, 'teach_ask_order');
    for (let tries = 0; tries < 12 && (await focused(page)) !== word('en', 'teach_look'); tries += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expectPicker(page, 'teach_is_right');
    expect(await pickerText(page)).toContain(MAJA.email);
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
