import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../../tools/detect/saved-pages.ts';
import { allFixtures } from '../detect/fixtures.ts';
import { countOf, measureBlind } from './blind.ts';

/** Saved pages and pages from facts of few views each; `npm run bench -- teach` tries all sites. */
const SITES = new Set(['demo', 'proton', 'snappymail', 'tuta']);
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => await browser?.close());

test('R15, law 8: pages that are taught by pointing at one of them, and the next two, never show a stranger on the others', async () => {
  const fixtures = allFixtures.filter(({ site }) => SITES.has(site));
  const { outcomes } = await measureBlind(browser, fixtures, true);
  const count = countOf(outcomes);
  process.stdout.write(`Taught blind: ${JSON.stringify(count)}\n`);
  expect(outcomes.filter(({ came }) => came === 'WRONG')).toEqual([]);
  expect(count.right).toBeGreaterThan(60);
}, 120_000);
