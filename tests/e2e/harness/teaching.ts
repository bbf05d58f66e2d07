import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Case } from '#tests/unit/teach/desk.ts';
import type { Agent } from './agent.ts';
import { clickPart, partsOf } from './on-page.ts';
import { Popup } from './popup.ts';
import { word } from './words.ts';

/** What the picker on a page says; '' where there is none. */
export const pickerText = async (page: Page) =>
  (await partsOf(page)).find(({ name }) => name === 'teach')?.text ?? '';

export async function expectPicker(page: Page, key: string, ...values: string[]): Promise<void> {
  await expect.poll(() => pickerText(page), { timeout: 5000 }).toContain(word('en', key, ...values));
}

/** A real click at an element of the page. */
export async function pointAt(page: Page, css: string): Promise<void> {
  const box = await page.locator(css).first().boundingBox();
  if (!box) throw new Error(`${css} is not in sight.`);
  await page.mouse.click(box.x + Math.min(box.width / 2, 40), box.y + box.height / 2);
}

/** Asks to teach the page in front, from the toolbar as a person does. @param key of the button's words */
export async function startTeaching(
  agent: Agent,
  page: Page,
  key: 'teach_here' | 'lost_again' = 'teach_here',
): Promise<void> {
  await page.bringToFront();
  const popup = await Popup.open(agent);
  const find = `[...document.querySelectorAll('button')].find((one) => one.textContent.includes(${JSON.stringify(word('en', key))}))`;
  await expect.poll(() => popup.evaluate(`Boolean(${find})`), { timeout: 10_000 }).toBe(true);
  await popup.evaluate(`${find}.click()`);
  await expectPicker(page, 'teach_ask_name');
}

/** Points at everything that the desk shows. @param address where that stands */
export async function pointAtAll(page: Page, address = 'section a'): Promise<void> {
  await pointAt(page, 'section span.v9');
  await expectPicker(page, 'teach_ask_address');
  await pointAt(page, address);
  await expectPicker(page, 'teach_ask_order');
  await pointAt(page, 'section b');
  await expectPicker(page, 'teach_ask_account');
  await pointAt(page, 'section div:nth-of-type(4) span.v9');
  await expectPicker(page, 'teach_ask_subject');
  await pointAt(page, 'h1');
  await expectPicker(page, 'teach_ask_chip');
  await clickPart(page, 'teach', word('en', 'teach_skip'));
  await expectPicker(page, 'teach_ask_body');
  await pointAt(page, '[data-role="letter"]');
  await expectPicker(page, 'teach_is_right');
}

/** Says of a message that it is read right, once the picker shows all of it. */
export async function sayRight(page: Page, shown: Case): Promise<void> {
  await expectPicker(page, 'teach_is_right');
  // Of an application that shows every message at one address it may still be the one before.
  for (const value of [shown.name, shown.email, shown.order, shown.title])
    await expect.poll(() => pickerText(page), { timeout: 5000 }).toContain(value);
  await clickPart(page, 'teach', word('en', 'teach_right'));
}

/** Keeps what was taught, and closes the picker. */
export async function saveTaught(page: Page, name: string): Promise<void> {
  await clickPart(page, 'teach', word('en', 'teach_save'));
  await expectPicker(page, 'teach_saved', name);
  await clickPart(page, 'teach', word('en', 'teach_close'));
}
