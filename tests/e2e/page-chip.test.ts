import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { Agent } from './harness/agent.ts';
import { frameOf } from './harness/beside.ts';
import { expectChip, openSidebar } from './harness/expect.ts';
import { chipOf, clickPart, partsOf } from './harness/on-page.ts';
import { word } from './harness/words.ts';
import { nextMail, openGmail } from './page-mail.ts';

const zaneta = { name: 'Żaneta Gżegżółka', address: 'zaneta@poczta.example' };
const jan = { name: 'Jan Żółw', address: 'jan@poczta.example' };

type Times = { gone: number; back: number };

let agent: Agent;
afterEach(() => agent?.close());

const chips = (page: Page) => page.evaluate(() => document.querySelectorAll('[data-carnet=chip]').length);

describe('the chip beside the sender', () => {
  test('A8: goes at once when the page shows another message, and is right again within 200 ms', async () => {
    agent = await Agent.open();
    const page = await openGmail(agent.context, zaneta);
    await expectChip(page, word('en', 'chip_add'));
    await page.evaluate(() => {
      let began: number | null = null;
      let gone: number | null = null;
      const clock = new Promise((resolve) => {
        const look = () => {
          began ??= performance.now();
          const isThere = document.querySelector('[data-carnet=chip]') !== null;
          if (!isThere) gone ??= performance.now() - began;
          else if (gone !== null) resolve({ gone, back: performance.now() - began });
        };
        new MutationObserver(look).observe(document, { subtree: true, childList: true });
      });
      Object.assign(window, { clock });
    });
    await nextMail(page, jan);
    const { gone, back } = await page.evaluate(() => Reflect.get(window, 'clock') as Promise<Times>);
    expect(gone).toBeLessThan(50);
    expect(back).toBeLessThan(200);
  });

  test('is one, however the page draws its header anew', async () => {
    agent = await Agent.open();
    const page = await openGmail(agent.context, zaneta);
    await expectChip(page, word('en', 'chip_add'));
    await page.evaluate(() => {
      const header = document.querySelector('h3.iw');
      header?.replaceWith(header.cloneNode(true));
    });
    await expectChip(page, word('en', 'chip_add'));
    expect(await chips(page)).toBe(1);
    await page.evaluate(() => document.querySelector('[data-carnet=chip]')?.remove());
    await expectChip(page, word('en', 'chip_add'));
    expect(await chips(page)).toBe(1);
  });

  test('G1: adds by keyboard, keeps the focus, and tells the page nothing of it', async () => {
    agent = await Agent.open();
    const page = await openGmail(agent.context, zaneta);
    await expectChip(page, word('en', 'chip_add'));
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const type of ['keydown', 'keyup', 'click'])
        document.addEventListener(type, (event) => heard.push(event.type));
    });
    await page.keyboard.press('Tab');
    await page.evaluate(() => Reflect.set(window, 'heard', []));
    await page.keyboard.press('Enter');
    await expectChip(page, zaneta.name);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-carnet'))).toBe('chip');
    await expect
      .poll(async () => (await chipOf(page))?.text)
      .toContain(word('en', 'chip_says_added', zaneta.name));
    expect(await page.evaluate(() => Reflect.get(window, 'heard'))).toEqual([]);
  });

  test('law 9: a click that a script makes up adds nobody', async () => {
    agent = await Agent.open();
    const page = await openGmail(agent.context, zaneta);
    await expectChip(page, word('en', 'chip_add'));
    await page.evaluate(() => {
      const host = document.querySelector<HTMLElement>('[data-carnet=chip]');
      host?.click();
      host?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
      host?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    });
    await page.waitForTimeout(500);
    await expectChip(page, word('en', 'chip_add'));
  });

  test('W13: works with a worker that was ended in the midst', async () => {
    agent = await Agent.open();
    const page = await openGmail(agent.context, zaneta);
    await expectChip(page, word('en', 'chip_add'));
    await agent.killWorker();
    await clickPart(page, 'chip', word('en', 'chip_add'));
    await expectChip(page, zaneta.name);
    await agent.killWorker();
    await nextMail(page, jan);
    await expectChip(page, word('en', 'chip_add'));
  });
});

describe('W12: an extension that is reloaded under an open page', () => {
  test('goes on where it may: the new script takes over in the open tab', async () => {
    agent = await Agent.open();
    await mayStartAgain(agent);
    const page = await openGmail(agent.context, zaneta);
    await expectChip(page, word('en', 'chip_add'));
    await markWorlds(page);
    await reload(agent);
    await expect.poll(() => worlds(page), { timeout: 10_000 }).toContain('alive');
    await clickPart(page, 'chip', word('en', 'chip_add'));
    await expectChip(page, zaneta.name);
    expect(await chips(page)).toBe(1);
  });

  test('law 5: a half-written note is there again when the new script has taken over', async () => {
    agent = await Agent.open();
    await mayStartAgain(agent);
    const page = await openGmail(agent.context, zaneta);
    await expectChip(page, word('en', 'chip_add'));
    await clickPart(page, 'chip', word('en', 'chip_add'));
    await openSidebar(page);
    const note = () => frameOf(page).getByPlaceholder(word('en', 'contact_note_placeholder'));
    await note().fill('Call back after 4');
    await markWorlds(page);
    await reload(agent);
    await expect.poll(() => worlds(page), { timeout: 10_000 }).toContain('alive');
    await openSidebar(page);
    await expect.poll(() => note().inputValue(), { timeout: 5000 }).toBe('Call back after 4');
  });

  test('says so where it may not: a bar asks to reload the page', async () => {
    agent = await Agent.open();
    const page = await openGmail(agent.context, zaneta);
    await expectChip(page, word('en', 'chip_add'));
    await reload(agent);
    await expect.poll(() => worlds(page), { timeout: 10_000 }).toEqual(['cut off']);
    await clickPart(page, 'chip', word('en', 'chip_add'));
    await expect
      .poll(async () => (await partsOf(page)).map(({ text }) => text).join())
      .toContain(word('en', 'page_updated'));
    expect(await chips(page)).toBe(0);
  });
});

/** Without it Chromium does not start an unpacked extension again. */
async function mayStartAgain(agent: Agent): Promise<void> {
  const settings = await agent.context.newPage();
  await settings.goto('chrome://extensions/');
  await settings.evaluate(`chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })`);
}

/** The worker ends with the answer unsent. */
async function reload(agent: Agent): Promise<void> {
  const worker = await agent.worker();
  await worker.evaluate('chrome.runtime.reload()').catch(() => {});
}

/** Of each script of Carnet's in the page whether it has an extension: one that was marked does not count as alive. */
async function worlds(page: Page): Promise<unknown[]> {
  return inWorlds(page, `chrome.runtime?.id ? (globalThis.marked ? 'marked' : 'alive') : 'cut off'`);
}

/** Marks the scripts that are there now, so that those which come are told from them. */
async function markWorlds(page: Page): Promise<void> {
  await inWorlds(page, 'globalThis.marked = true');
}

async function inWorlds(page: Page, expression: string): Promise<unknown[]> {
  const session = await page.context().newCDPSession(page);
  const worlds: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name === 'Carnet') worlds.push(context.id);
  });
  await session.send('Runtime.enable');
  const answers = await Promise.all(
    worlds.map((contextId) => session.send('Runtime.evaluate', { contextId, expression })),
  );
  await session.detach();
  return answers.map(({ result }) => result.value as unknown);
}
