import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { parseRecipe } from '#lib/detect/recipe-schema.ts';
import type { Recipe } from '#lib/detect/recipe.ts';
import { bundle } from '#tools/detect/bundle.ts';
import { openBrowser } from '#tools/detect/saved-pages.ts';

let browser: Browser;
let script: string;

beforeAll(async () => {
  script = await bundle('tests/unit/detect/in-page/slow.ts');
  browser = await openBrowser();
}, 120_000);
afterAll(async () => await browser?.close());

const rows = Array.from({ length: 6000 }, (_, index) => `<p class="row"><i>${index}</i></p>`).join('');
const PAGE = `<main><article data-message><b data-from>maja@poczta.example</b></article>${rows}</main>`;

const honest: Recipe = {
  format: 1,
  site: 'honest',
  channel: 'email',
  grade: 'proven',
  nobody: [],
  exclude: [],
  views: [
    {
      id: 'message',
      gate: { has: ['[data-message]'] },
      messages: ['[data-message]'],
      sender: { at: ['[data-from]'], address: [''], name: [] },
      chip: [],
    },
  ],
};
/** Allowed by its form, and still of four hundred looks that each compare every row with every other. */
const slow: Recipe = {
  ...honest,
  site: 'slow',
  grade: 'taught',
  views: Array.from({ length: 20 }, (_, view) => ({
    ...(honest.views[0] as Recipe['views'][number]),
    id: `view-${view}`,
    gate: {
      // The last one is in the page, so that no view is read and all of them are tried.
      hasNot: Array.from({ length: 20 }, (_, one) =>
        one === 19 ? '[data-message]' : `.row:has(~ .none-${view}-${one})`,
      ),
    },
  })),
};

test('R15: a taught recipe that takes long is given up, thrice, and then read by no more; the page and other recipes go on', async () => {
  expect(parseRecipe(structuredClone(slow))).toEqual(slow);
  const page = await browser.newPage();
  await page.setContent(PAGE);
  await page.evaluate(`${script};carnet.followSlow(document,${JSON.stringify([slow, honest])})`);
  for (let change = 0; change < 3; change += 1) {
    await page.waitForTimeout(1000);
    await page.evaluate(() => document.querySelector('main')?.append('another line'));
  }
  await page.waitForTimeout(1500);
  const blocked = await page.evaluate(() => {
    const before = performance.now();
    document.querySelector('main')?.append('one more');
    return new Promise<number>((done) => {
      setTimeout(() => setTimeout(() => done(performance.now() - before), 200), 0);
    });
  });
  const told = JSON.parse(await page.evaluate('carnet.told()')) as {
    up: number;
    begun: number;
    people: string[];
  };
  expect(told).toMatchObject({ up: 1, people: ['maja@poczta.example'] });
  expect(told.begun).toBeLessThan(1500);
  expect(blocked).toBeLessThan(500);
  await page.close();
}, 60_000);
