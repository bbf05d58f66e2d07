import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Agent } from './harness/agent.ts';
import { expectChip, expectSidebar } from './harness/expect.ts';
import { chipOf, chipText, clickPart, sidebarOf } from './harness/on-page.ts';
import { Popup } from './harness/popup.ts';
import { openMail, preview, previewPane } from './harness/roundcube.ts';
import { Screen } from './harness/screen.ts';
import { word } from './harness/words.ts';
import { openGmail } from './page-mail.ts';

const BOZENA = 'Bożena Źdźbło';

let screen: Screen;
let agent: Agent;
let mail: Page;

beforeAll(async () => {
  screen = await Screen.open();
});
afterAll(() => screen?.close());

beforeEach(async () => {
  agent = await Agent.open('en', screen);
  mail = await openMail(agent);
  await mail.bringToFront();
});
afterEach(() => agent?.close());

/** Shows a message and puts the keyboard's focus into it, by a click of the mouse on its text. */
async function read(key: string): Promise<void> {
  await preview(mail, key);
  await expect.poll(() => chipText(mail)).not.toBeNull();
  const text = await previewPane(mail).locator('#messagebody').boundingBox();
  if (!text) throw new Error('The message has no text.');
  await screen.click(mail, { x: text.x + 40, y: text.y + text.height - 10 });
}

describe('a real keyboard and a real mouse', () => {
  test('every shortcut has a key: Chromium leaves out, without a word, those that it uses itself', async () => {
    const worker = await agent.worker();
    const commands = await worker.evaluate<{ name: string; shortcut: string }[]>('chrome.commands.getAll()');
    expect(commands.map(({ name, shortcut }) => [name, shortcut])).toEqual([
      ['_execute_action', 'Alt+Shift+F'],
      ['add-sender', 'Alt+Shift+D'],
      ['read-again', 'Alt+Shift+E'],
      ['toggle-sidebar', 'Alt+Shift+S'],
    ]);
  });

  test('A30: Alt+Shift+D adds the sender of the message, also by a worker that was asleep', async () => {
    await read('polish');
    await agent.killWorker();
    screen.press('alt+shift+d');
    await expectChip(mail, BOZENA);
  });

  test('A30: the context menu of the message adds its sender', async () => {
    const page = await openGmail(agent.context, { name: BOZENA, address: 'bozena@skrzynka.example' });
    await expectChip(page, word('en', 'chip_add'));
    await screen.click(page, { x: 300, y: 400 }, 3);
    // The menu is the browser's: nothing tells when it is drawn.
    await page.waitForTimeout(700);
    // From below: "Inspect", "View page source", and the extensions' part above them.
    screen.press('Up', 'Up', 'Up', 'Return');
    await expectChip(page, BOZENA);
  });

  test('R5: “Use selection as sender” in the menu of the browser makes the selected text the person of the sidebar', async () => {
    const page = await openGmail(agent.context, { name: BOZENA, address: 'bozena@skrzynka.example' });
    await expectChip(page, word('en', 'chip_add'));
    await page.evaluate(() => {
      const text = document.querySelector('.a3s');
      if (text) text.textContent = 'Ewa Nowak <ewa@poczta.example>';
    });
    const words = await page.locator('.a3s').boundingBox();
    if (!words) throw new Error('The message has no text.');
    const at = { x: words.x + 30, y: words.y + words.height / 2 };
    await page.mouse.click(at.x, at.y, { clickCount: 3 });
    await screen.click(page, at, 3);
    // The menu is the browser's: nothing tells when it is drawn.
    await page.waitForTimeout(700);
    // From below: "Inspect", then Carnet, whose second entry is for what is selected.
    screen.press('Up', 'Up', 'Right', 'Down', 'Return');
    await expectSidebar(page, 'ewa@poczta.example');
    await expectSidebar(page, 'Ewa Nowak');
  });

  test('R5: Alt+Shift+E reads the page anew, also what changed without a trace in it', async () => {
    const page = await openGmail(agent.context, { name: BOZENA, address: 'bozena@skrzynka.example' });
    await expectChip(page, word('en', 'chip_add'));
    await screen.click(page, { x: 300, y: 400 });
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('.adn { display: none }');
      document.adoptedStyleSheets = [sheet];
    });
    expect(await chipText(page)).not.toBeNull();
    screen.press('alt+shift+e');
    await expect.poll(() => chipText(page), { timeout: 5000 }).toBeNull();
  });

  test('law 8: where it is not certain who wrote, the shortcut asks and adds nobody by itself', async () => {
    const page = await openGmail(agent.context, {
      name: 'dyrektor@bank.example',
      address: 'ktokolwiek@lewy.example',
    });
    await expectChip(page, word('en', 'chip_who'));
    await screen.click(page, { x: 300, y: 400 });
    screen.press('alt+shift+d');
    const asked = async () => (await chipOf(page))?.text;
    await expect.poll(asked).toContain('dyrektor@bank.example <ktokolwiek@lewy.example>');
    expect(await asked()).toContain(word('en', 'chip_add_anyway'));
    const list = await agent.openOwn('contacts.html');
    await list.getByText(word('en', 'list_empty')).first().waitFor();
    await page.bringToFront();
    await clickPart(page, 'chip', word('en', 'chip_add_anyway'));
    await expectChip(page, 'dyrektor@bank.example');
  });

  test('B1, R10: Alt+Shift+S opens the sidebar with the focus in it, and closes it', async () => {
    await read('polish');
    screen.press('alt+shift+s');
    await expectSidebar(mail, 'bozena.zdzblo@skrzynka.example');
    await expect.poll(() => sidebarOf(mail)?.evaluate(() => document.hasFocus())).toBe(true);
    const width = () => mail.evaluate(() => document.documentElement.getBoundingClientRect().width);
    const narrow = await width();
    screen.press('alt+shift+s');
    await expect.poll(width).toBe(narrow + 372);
  });

  test('A34: Alt+Shift+F opens the popup in its whole size, with the search focused and the person of the tab', async () => {
    await read('polish');
    screen.press('alt+shift+d');
    await expectChip(mail, BOZENA);
    screen.press('alt+shift+f');
    const popup = await Popup.opened(agent);
    await expect.poll(() => popup.evaluate('[innerWidth, innerHeight].join()')).toBe('380,560');
    await expect.poll(() => popup.evaluate('document.activeElement.getAttribute("role")')).toBe('combobox');
    await expect.poll(() => popup.text()).toContain(BOZENA);
    await popup.close();
  });
});
