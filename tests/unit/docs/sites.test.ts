import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogue } from '#lib/sites/catalogue.ts';
import { recipes } from '#lib/sites/recipes.ts';
import { sitesDocument } from '#tools/sites/table.ts';
import { allFixtures } from '../detect/fixtures.ts';

describe('docs/sites.md', () => {
  test('C22: is what `npm run sites` makes of catalogue, recipes and saved pages', () => {
    const made = sitesDocument(catalogue, recipes, allFixtures);
    expect(readFileSync('docs/sites.md', 'utf8'), 'run npm run sites').toBe(made);
    expect(made.split('\n').filter((line) => line.startsWith('| ')).length).toBeGreaterThan(catalogue.length);
  });

  test('C22: a recipe that is called proven is so by a page that the real application or its own templates made', () => {
    const saved = new Set(allFixtures.filter(({ written }) => !written).map(({ site }) => site));
    const proven = recipes.filter(({ grade }) => grade === 'proven').map(({ site }) => site);
    expect(proven.filter((site) => !saved.has(site))).toEqual([]);
  });

  test('C22: a recipe that no page was saved for is not called proven, and has pages written from facts', () => {
    const has = new Set(allFixtures.map(({ site }) => site));
    expect(recipes.filter(({ site }) => !has.has(site)).map(({ site }) => site)).toEqual([]);
  });
});
