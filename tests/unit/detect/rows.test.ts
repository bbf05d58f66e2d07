import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { recipes } from '#lib/sites/recipes.ts';
import { bundle } from '../../../tools/detect/bundle.ts';
import { openBrowser } from '../../../tools/detect/saved-pages.ts';
import { fixtures, type Fixture } from './fixtures.ts';
import type { Rows } from './in-page/list-rows.ts';
import { SavedWindow } from './saved-window.ts';

/** Sites whose lists may be marked; of these every page is looked at, since one without a list has no rows. */
const marked = new Set(recipes.filter(({ lists = [] }) => lists.length > 0).map(({ site }) => site));
const pages = fixtures.filter(({ site, expected }) => marked.has(site) || expected.rows);

const NOBODY = { address: '', name: '' };
let browser: Browser;
let window: SavedWindow;

beforeAll(async () => {
  const script = await bundle('tests/unit/detect/in-page/list-rows.ts');
  browser = await openBrowser();
  window = await SavedWindow.open(browser, script);
}, 120_000);
afterAll(async () => await browser?.close());

const ask = async (fixture: Fixture, question: string, ...more: number[]) => {
  const { site, url, own } = fixture;
  return JSON.parse(await window.ask(fixture, question, site, { url, own }, ...more)) as unknown;
};

describe.skipIf(pages.length === 0).each(pages)('$name', (fixture) => {
  test('R8: the rows of a list are those it shows, each from whom it says; no other page has anybody to mark', async () => {
    const rows = (await ask(fixture, 'rows')) as Rows;
    const read = rows.map(({ address, name }) => ({ address, name }));
    const { rows: expected = read.map(() => NOBODY) } = fixture.expected;
    expect(read).toEqual(expected.map((row) => (row.address === '' ? NOBODY : row)));
    expect(rows.filter(({ address, isPlaced }) => address !== '' && !isPlaced)).toEqual([]);
  }, 20_000);
});

test.each(['gmail', 'roundcube'])(
  'R8: of ten thousand rows in %s only those in sight are read',
  async (site) => {
    const fixture = pages.find((page) => page.site === site && (page.expected.rows?.length ?? 0) > 0);
    if (!fixture) throw new Error(`There is no list of ${site}.`);
    const { inSight } = (await ask(fixture, 'looked', 10_000)) as { inSight: number };
    expect(inSight).toBeGreaterThan(1);
    expect(inSight).toBeLessThan(121);
  },
  60_000,
);
