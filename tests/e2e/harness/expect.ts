import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { chipText, clickPart, sidebarOf, sidebarText } from './on-page.ts';

/** The chip says it, within the time a person waits for it without wondering. */
export async function expectChip(page: Page, words: string): Promise<void> {
  await expect.poll(() => chipText(page), { timeout: 5000, interval: 40 }).toContain(words);
}

export async function expectSidebar(page: Page, words: string): Promise<void> {
  await expect.poll(() => sidebarText(page), { timeout: 10_000, interval: 40 }).toContain(words);
}

/** Opens the sidebar by its edge tab, where it is not open. */
export async function openSidebar(page: Page): Promise<void> {
  if (!sidebarOf(page)) await clickPart(page, 'sidebar');
  await expect.poll(() => sidebarText(page), { timeout: 10_000 }).not.toBe('');
}
