import type { Frame, Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { Agent } from './harness/agent.ts';
import { frameOf } from './harness/beside.ts';
import { expectChip, expectSidebar, openSidebar } from './harness/expect.ts';
import { chipText, clickPart, marksOn, partsOf, sidebarText } from './harness/on-page.ts';
import { openMail, preview } from './harness/roundcube.ts';
import { openSaved, savedPage } from './harness/saved-page.ts';
import { word } from './harness/words.ts';
import { nextMail, openGmail } from './page-mail.ts';

const zaneta = { name: 'Żaneta Gżegżółka', address: 'zaneta@poczta.example' };
const jan = { name: 'Jan Żółw', address: 'jan@poczta.example' };

let agent: Agent;
afterEach(() => agent?.close());

/** Asks the book as one of the extension's own pages does, through the background's door. */
async function ask(at: Page | Frame, call: string, ...args: unknown[]): Promise<unknown> {
  const message = { to: 'book', call, args };
  const answer = (await at.evaluate(`chrome.runtime.sendMessage(${JSON.stringify(message)})`)) as {
    value?: unknown;
  };
  return answer.value;
}

const contact = (name: string, address: string) => ({
  name,
  senders: [{ channel: 'email', value: address }],
  country: null,
  language: null,
  integrations: [],
  note: '',
});

async function expectMarks(page: Page, ...marks: string[]): Promise<void> {
  await expect.poll(() => marksOn(page), { timeout: 8000 }).toEqual(marks);
}

describe('marked lists', () => {
  test('R8: rows in Gmail say who is known before anything is opened, follow the book, and can be switched off', async () => {
    agent = await Agent.open();
    const contacts = await agent.openOwn('contacts.html#/appearance');
    const page = await openSaved(agent.context, savedPage('gmail/2026-11-list-of-several'));
    const unknown = word('en', 'mark_unknown');
    await expectMarks(page, unknown, unknown);
    await ask(contacts, 'addContact', contact('Iga Mróz', 'iga.mroz@skrzynka.example'));
    await expectMarks(page, unknown, word('en', 'mark_known'));
    expect(await page.evaluate(() => document.querySelector('[data-carnet=mark]')?.outerHTML)).not.toMatch(
      /contacts|known/iu,
    );
    await contacts.bringToFront();
    await contacts.getByRole('switch', { name: word('en', 'appearance_marks') }).press('Space');
    await page.bringToFront();
    await expectMarks(page);
    expect(await page.evaluate(() => document.querySelector('[data-carnet=mark]'))).toBeNull();
  });

  test('R8: ten thousand rows are scrolled through, and only those in sight are marked', async () => {
    agent = await Agent.open();
    const page = await openSaved(agent.context, savedPage('gmail/2026-11-list-of-several'));
    await expectMarks(page, word('en', 'mark_unknown'), word('en', 'mark_unknown'));
    await page.evaluate(() => {
      const [row] = document.querySelectorAll('.zA');
      const rows = Array.from({ length: 10_000 }, () => row?.cloneNode(true) as Element);
      for (const one of rows) one.querySelector('carnet-mark')?.remove();
      row?.parentElement?.append(...rows);
    });
    const marks = () => page.evaluate(() => document.querySelectorAll('[data-carnet=mark]').length);
    await expect.poll(marks, { timeout: 20_000 }).toBeGreaterThan(10);
    expect(await marks()).toBeLessThan(150);
    await page.evaluate(() => scrollTo(0, 100_000));
    const inSight = () =>
      page.evaluate(
        () =>
          [...document.querySelectorAll('[data-carnet=mark]')].filter((mark) => {
            const { top, height } = mark.getBoundingClientRect();
            return height > 0 && top > 0 && top < innerHeight;
          }).length,
      );
    await expect.poll(inSight, { timeout: 20_000 }).toBeGreaterThan(10);
  });

  test('R8: in a real Roundcube, known, blocked, to be careful with, and nobody for a machine', async () => {
    agent = await Agent.open('pl');
    const contacts = await agent.openOwn('contacts.html');
    const page = await openMail(agent, 'polish');
    const marks = async () => [...new Set(await marksOn(page))].toSorted();
    await expect.poll(marks, { timeout: 20_000 }).toEqual([word('pl', 'mark_unknown')]);
    await expect.poll(() => marksOn(page).then(({ length }) => length)).toBeGreaterThan(5);
    const spam = await ask(contacts, 'addContact', contact('Norbert Klamka', 'n.klamka@lewy.example'));
    await ask(contacts, 'block', (spam as { id: string }).id, 'Spam');
    await expect
      .poll(marks, { timeout: 8000 })
      .toEqual([word('pl', 'mark_unknown'), word('pl', 'mark_blocked')].toSorted());
  });
});

describe('who is never captured', () => {
  test('G11: a listed sender has no chip in a real Roundcube, the sidebar says why, and taken off they have one', async () => {
    agent = await Agent.open();
    const contacts = await agent.openOwn('contacts.html');
    await ask(contacts, 'putNever', '@pasmanteria.example', 'other');
    const page = await openMail(agent, 'polish');
    await openSidebar(page);
    await preview(page, 'no-name');
    await expectSidebar(page, word('en', 'sidebar_never_other'));
    expect(await chipText(page)).toBeNull();
    expect(await sidebarText(page)).not.toContain(word('en', 'add_sender'));
    const { never } = (await ask(contacts, 'captureRules')) as { never: { id: string }[] };
    await ask(contacts, 'deleteNever', never[0]?.id);
    await expectChip(page, word('en', 'chip_add'));
  });

  test('G11: the account that Gmail names is proposed beside the first unknown sender, and is the team’s by one press', async () => {
    agent = await Agent.open();
    const page = await openGmail(agent.context, zaneta);
    await openSidebar(page);
    await expectSidebar(page, '@lampka.example');
    await frameOf(page)
      .getByRole('button', { name: word('en', 'never_propose_yes') })
      .click();
    await nextMail(page, { name: 'Kuba', address: 'kuba@lampka.example' });
    await expectSidebar(page, word('en', 'sidebar_own'));
    expect(await chipText(page)).toBeNull();
  });
});

describe('contacts by themselves', () => {
  const notice = async (page: Page) => (await partsOf(page)).find(({ name }) => name === 'adding')?.text;

  /** Who wrote is known, and then as long again as an open message takes to be added by itself, and some. */
  async function expectNoNotice(page: Page): Promise<void> {
    await expectChip(page, word('en', 'chip_add'));
    await page.waitForTimeout(2800);
    expect(await notice(page)).toBeUndefined();
  }

  test('G20: on open, after two seconds and a way to say no; who was refused is not tried again', async () => {
    agent = await Agent.open();
    const contacts = await agent.openOwn('contacts.html');
    await ask(contacts, 'putCaptureSettings', { autoCreate: 'open' });
    const page = await openGmail(agent.context, zaneta);
    await expectChip(page, word('en', 'chip_add'));
    await expect.poll(() => notice(page), { timeout: 8000 }).toContain(zaneta.name);
    await clickPart(page, 'adding', word('en', 'page_adding_undo'));
    await expect.poll(() => notice(page)).toBeUndefined();
    await nextMail(page, jan);
    await expect.poll(() => notice(page), { timeout: 8000 }).toContain(jan.name);
    await expect.poll(() => chipText(page), { timeout: 12_000 }).toContain(jan.name);
    await nextMail(page, zaneta);
    await expectNoNotice(page);
    expect(((await ask(contacts, 'status')) as { contacts: number }).contacts).toBe(1);
  });

  test('G20: on reply, when somebody types an answer, and not in a letter to somebody else', async () => {
    agent = await Agent.open();
    const contacts = await agent.openOwn('contacts.html');
    await ask(contacts, 'putCaptureSettings', { autoCreate: 'reply' });
    const page = await openGmail(agent.context, zaneta);
    await expectChip(page, word('en', 'chip_add'));
    await page.evaluate(() => {
      for (const role of ['dialog', 'group']) {
        const box = document.createElement('div');
        box.setAttribute('role', role);
        const text = document.createElement('div');
        text.className = 'Am';
        text.contentEditable = 'true';
        text.id = `box-${role}`;
        text.textContent = '…';
        box.append(text);
        document.body.append(box);
      }
    });
    await page.click('#box-dialog');
    await page.keyboard.type('Hello');
    await page.waitForTimeout(1500);
    expect(await notice(page)).toBeUndefined();
    await page.click('#box-group');
    await page.keyboard.type('Hello');
    await expect.poll(() => notice(page), { timeout: 8000 }).toContain(zaneta.name);
    await expect.poll(() => chipText(page), { timeout: 12_000 }).toContain(zaneta.name);
  });

  test('G20: never, until the team says so', async () => {
    agent = await Agent.open();
    const page = await openGmail(agent.context, zaneta);
    await expectNoNotice(page);
  });
});

describe('the honest reader', () => {
  const lights = (page: Page) => page.evaluate(() => document.querySelectorAll('[data-carnet=light]').length);

  test('R5, G28: the sender lights up on the page, and the light goes with the pointer', async () => {
    agent = await Agent.open();
    const page = await openGmail(agent.context, zaneta);
    await openSidebar(page);
    await expectSidebar(page, zaneta.address);
    const sidebar = frameOf(page);
    await sidebar.getByRole('button', { name: word('en', 'read_title') }).click();
    await sidebar
      .getByRole('button', { name: new RegExp(`^${word('en', 'read_what_address')}`, 'u') })
      .hover();
    await expect.poll(() => lights(page)).toBe(1);
    const over = await page.evaluate(() => {
      const light = document.querySelector('[data-carnet=light]')?.getBoundingClientRect();
      const name = document.querySelector('.gD')?.getBoundingClientRect();
      return light && name ? light.left <= name.left && light.bottom >= name.bottom : false;
    });
    expect(over).toBe(true);
    await sidebar.getByRole('button', { name: word('en', 'read_title') }).hover();
    await expect.poll(() => lights(page)).toBe(0);
  });

  test('R5: the selected text becomes the sender, is added as such, and the next message is read as ever', async () => {
    agent = await Agent.open();
    const page = await openGmail(agent.context, zaneta);
    await openSidebar(page);
    await expectSidebar(page, zaneta.address);
    await page.evaluate(() => {
      const body = document.querySelector('.a3s');
      if (body) body.textContent = 'Ewa Nowak <ewa@poczta.example>';
      if (body) getSelection()?.selectAllChildren(body);
    });
    const sidebar = frameOf(page);
    await sidebar.getByRole('button', { name: word('en', 'read_title') }).click();
    await sidebar.getByRole('button', { name: word('en', 'read_use_selection') }).click();
    await expectSidebar(page, 'ewa@poczta.example');
    await sidebar.getByRole('button', { name: word('en', 'add_sender') }).click();
    await expectSidebar(page, word('en', 'sidebar_added', 'Ewa Nowak'));
    await nextMail(page, jan);
    await expectSidebar(page, jan.address);
    expect(await sidebarText(page)).not.toContain('ewa@poczta.example');
  });

  test('G28: a report tells the page’s structure and what was read, and nobody’s data', async () => {
    agent = await Agent.open();
    const page = await openGmail(agent.context, zaneta);
    await openSidebar(page);
    await expectSidebar(page, zaneta.address);
    const report = String(await ask(frameOf(page), 'pageReport'));
    expect(report).toContain('Read: email, sure, from header: name, address');
    expect(report).toContain('Recipes: gmail (proven, format 1)');
    expect(report).toContain('https://mail.google.com/x/x/x/#x/x');
    expect(report).toContain('class="gD"');
    expect(report).not.toMatch(/Żaneta|zaneta|lampka|Sprawa|Dzień|FMfcgz/u);
  });
});
