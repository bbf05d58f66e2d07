import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { chipText, clickPart, partsOf, sidebarText } from './on-page.ts';

/** The chip says it, within the time a person waits for it without wondering. */
export async function expectChip(page: Page, words: string): Promise<void> {
  await expect.poll(() => chipText(page), { timeout: 5000, interval: 40 }).toContain(words);
}

/** The sidebar shows it, whatever the case: headings are drawn in capitals. */
export async function expectSidebar(page: Page, words: string): Promise<void> {
  const shown = async () => (await sidebarText(page)).toLowerCase();
  await expect.poll(shown, { timeout: 10_000, interval: 40 }).toContain(words.toLowerCase());
}

/** Opens the sidebar by its edge tab, where it was not left open on this site. */
export async function openSidebar(page: Page): Promise<void> {
  const tab = async () => (await partsOf(page)).find(({ name }) => name === 'sidebar')?.buttons[0];
  await expect.poll(tab, { timeout: 10_000 }).toBeDefined();
  if ((await tab())?.attributes['aria-expanded'] === 'false') await clickPart(page, 'sidebar');
  await expect.poll(() => sidebarText(page), { timeout: 10_000 }).not.toBe('');
}
