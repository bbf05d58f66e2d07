import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Frame, Page } from 'playwright-core';
import { Agent } from './harness/agent.ts';
import { wrongs } from './harness/axe.ts';
import { frameOf } from './harness/beside.ts';
import { expectChip, expectSidebar, openSidebar } from './harness/expect.ts';
import { chipText, clickPart, onButton } from './harness/on-page.ts';
import { TeamServer } from './harness/server.ts';
import { word } from './harness/words.ts';

let server: TeamServer;
let agent: Agent;

beforeAll(async () => {
  server = await TeamServer.start();
  agent = await Agent.open('en');
});
afterAll(async () => {
  await agent?.close();
  await server?.end();
});

/** A message of the demo inbox in a window of this width, the sidebar beside it. */
async function openBeside(id: string, width = 1280): Promise<Page> {
  const page = await agent.context.newPage();
  await page.setViewportSize({ width, height: 800 });
  await page.goto(`${server.url}/demo/inbox/${id}`);
  await openSidebar(page);
  return page;
}

const saysAllOfIt = (page: Page) =>
  onButton(
    page,
    'chip',
    `function () { const label = this.querySelector('.label'); return label.scrollWidth <= label.clientWidth; }`,
  );

describe('room for the chip', () => {
  test.each([1024, 1280, 1680])(
    'R10: beside the open sidebar in a window of %i px the message can be read, and the chip says all of it',
    async (width) => {
      const page = await openBeside('ampoule', width);
      await expectChip(page, word('en', 'chip_add'));
      expect(await saysAllOfIt(page)).toBe(true);
      const message = await page.locator('[data-demo="message"]').first().boundingBox();
      expect(message?.width).toBeGreaterThan(480);
      await page.close();
    },
  );

  test('A29: the team’s own addresses are known though there is no room to show them', async () => {
    const page = await openBeside('warsztat', 1024);
    await expectSidebar(page, word('en', 'sidebar_empty_title'));
    expect(await chipText(page)).toBeNull();
    await page.close();
  });

  test('G1: in a column too narrow for it the chip still says what it does', async () => {
    const page = await openBeside('ampoule');
    await expectChip(page, word('en', 'chip_add'));
    await page.locator('[data-demo="message"] header').evaluate((header) => {
      (header as HTMLElement).style.width = '60px';
    });
    expect(await saysAllOfIt(page)).toBe(true);
    await page.close();
  });
});

describe('the sidebar', () => {
  test('A32: what is said after a click lies over nothing that can be pressed', async () => {
    const page = await openBeside('makers');
    const frame = frameOf(page);
    await frame.getByRole('button', { name: word('en', 'add_sender') }).click();
    const said = frame.getByRole('status').filter({ hasText: word('en', 'sidebar_added', 'Bruno Keller') });
    await said.waitFor();
    const covered = await said.evaluate((region) => {
      const toast = region.getBoundingClientRect();
      const controls = [...document.querySelectorAll('button, a, input, textarea')];
      return controls
        .filter((one) => !region.contains(one))
        .filter((one) => {
          const { left, right, top, bottom } = one.getBoundingClientRect();
          // What is scrolled out of its view is not what the toast covers.
          const view = one.closest('main > div')?.getBoundingClientRect() ?? toast;
          const end = Math.min(bottom, view.bottom);
          return left < toast.right && right > toast.left && top < toast.bottom && end > toast.top;
        })
        .map((one) => one.outerHTML);
    });
    expect(covered).toEqual([]);
    await page.close();
  });

  test('law 5: a half-written note and a half-written name outlive a reload of the page', async () => {
    const page = await openBeside('terrace');
    await clickPart(page, 'chip', word('en', 'chip_add'));
    const note = (frame: Frame) => frame.getByPlaceholder(word('en', 'contact_note_placeholder'));
    const name = (frame: Frame) => frame.getByLabel(word('en', 'contact_rename_field'));
    await note(frameOf(page)).fill('Forty lanterns, by the end of');
    await frameOf(page)
      .getByRole('button', { name: word('en', 'contact_rename') })
      .click();
    await name(frameOf(page)).fill('Oliver of Harb');
    await page.reload();
    await openSidebar(page);
    await expect.poll(() => note(frameOf(page)).inputValue()).toBe('Forty lanterns, by the end of');
    await expect.poll(() => name(frameOf(page)).inputValue()).toBe('Oliver of Harb');
    await page.close();
  });

  test('law 12: Esc closes the list, leaves the field, closes the sidebar; the focus is where it came from', async () => {
    const page = await openBeside('kinkiet');
    await expectSidebar(page, 'theo@atelier-moreau.example');
    const frame = frameOf(page);
    await frame.getByRole('button', { name: word('en', 'sidebar_attach') }).click();
    await page.keyboard.type('oli');
    await frame.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => frame.getByRole('option').count()).toBe(0);
    const isInField = () => frame.evaluate(() => document.activeElement?.matches('input'));
    expect(await isInField()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await isInField()).toBe(false);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.documentElement.clientWidth)).toBe(1280);
    await page.locator('.reply').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => frame.evaluate(() => document.hasFocus())).toBe(true);
    await page.keyboard.press('Escape');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-carnet'));
    await expect.poll(focused).toBe('sidebar');
    await page.close();
  });

  test('law 12: opened from the chip, it gives the focus back to the chip', async () => {
    const page = await openBeside('formularz');
    await clickPart(page, 'sidebar', word('en', 'page_close_sidebar'));
    await clickPart(page, 'chip', word('en', 'chip_add'));
    await expectChip(page, 'Zofia Baran');
    await clickPart(page, 'chip', 'Zofia Baran');
    await expect.poll(() => frameOf(page).evaluate(() => document.hasFocus())).toBe(true);
    await page.keyboard.press('Escape');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-carnet'));
    await expect.poll(focused).toBe('chip');
    await page.close();
  });
});

describe('law 12, WCAG 2.2 AA, light and dark', () => {
  test.each(['light', 'dark'] as const)('the sidebar has nothing wrong with it, %s', async (colorScheme) => {
    const page = await openBeside('kinkiet');
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectSidebar(page, 'theo@atelier-moreau.example');
    expect(await wrongs(frameOf(page))).toEqual([]);
    await page.goto(`${server.url}/demo/inbox/terrace`);
    await expectSidebar(page, word('en', 'sidebar_details'));
    expect(await wrongs(frameOf(page))).toEqual([]);
    expect(await wrongs(page)).toEqual([]);
    await page.close();
  });

  test.each(['light', 'dark'] as const)('popup and contacts page have nothing wrong, %s', async (scheme) => {
    for (const place of ['popup.html', 'contacts.html', 'contacts.html#/add', 'contacts.html#/team']) {
      const page = await agent.openOwn(place);
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.getByRole('button').first().waitFor();
      expect([place, ...(await wrongs(page))]).toEqual([place]);
      await page.close();
    }
  });
});
