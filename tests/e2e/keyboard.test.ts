import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { Agent } from './harness/agent.ts';
import { expectChip, expectSidebar } from './harness/expect.ts';
import { sidebarOf } from './harness/on-page.ts';
import { openMail, preview, previewPane } from './harness/roundcube.ts';
import { word } from './harness/words.ts';

let agent: Agent;

afterEach(() => agent?.close());

/** Goes from control to control until the page's focus is in Carnet's part. @throws where it is not reachable */
async function tabTo(page: Page, part: string): Promise<void> {
  const focused = (name: string) => {
    const inside = (one: Document): boolean => {
      const active = one.activeElement;
      if (active instanceof HTMLIFrameElement && active.contentDocument)
        return inside(active.contentDocument);
      return active?.getAttribute('data-carnet') === name;
    };
    return inside(document);
  };
  for (let steps = 0; steps < 80; steps += 1) {
    if (await page.evaluate(focused, part)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No Tab leads to ${part}.`);
}

describe('by the keyboard alone', () => {
  test('R10, law 12: Tab reaches the chip, Enter adds, Enter again opens the sidebar, Esc closes it', async () => {
    agent = await Agent.open('en');
    const page = await openMail(agent);
    await preview(page, 'polish');
    await expectChip(page, word('en', 'chip_add'));
    await previewPane(page).locator('h2.subject').first().click();
    await tabTo(page, 'chip');
    await page.keyboard.press('Enter');
    await expectChip(page, 'Bożena Źdźbło');
    await page.keyboard.press('Enter');
    await expectSidebar(page, 'bozena.zdzblo@skrzynka.example');
    const sidebar = sidebarOf(page);
    await expect.poll(() => sidebar?.evaluate(() => document.hasFocus())).toBe(true);
    const width = () => page.evaluate(() => document.documentElement.getBoundingClientRect().width);
    expect(await width()).toBe(1440 - 372);
    await page.keyboard.press('Escape');
    await expect.poll(width).toBe(1440);
    await expect.poll(() => sidebar?.evaluate(() => document.hasFocus())).toBe(false);
  });

  test('B4: a contact is renamed in the sidebar without a mouse', async () => {
    agent = await Agent.open('en');
    const page = await openMail(agent);
    await preview(page, 'polish');
    await expectChip(page, word('en', 'chip_add'));
    await tabTo(page, 'chip');
    await page.keyboard.press('Enter');
    await expectChip(page, 'Bożena Źdźbło');
    await page.keyboard.press('Enter');
    await expectSidebar(page, 'bozena.zdzblo@skrzynka.example');
    const sidebar = sidebarOf(page);
    const edit = sidebar?.getByRole('button', { name: word('en', 'contact_rename') });
    for (
      let steps = 0;
      steps < 20 && !(await edit?.evaluate((button) => button === document.activeElement));
      steps += 1
    )
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('Pani Bożena');
    await page.keyboard.press('Enter');
    await expectChip(page, 'Pani Bożena');
  });
});
