import { describe, expect, test } from 'vitest';
import { RECIPE_FORMAT } from '#lib/detect/recipe.ts';
import { readRecipeFile, writeRecipeFile } from '#lib/teach/recipe-file.ts';
import { originOf, readTaught } from '#lib/teach/taught-recipe.ts';
import { someRecipe } from './some-recipe.ts';

const good = someRecipe();
type Change = (recipe: Record<string, unknown>, view: Record<string, unknown>) => void;

/** The recipe with something bad in it, as a stranger might hand it over. */
function changed(change: Change): string {
  const recipe = structuredClone(good) as unknown as Record<string, unknown>;
  change(recipe, (recipe['views'] as Record<string, unknown>[])[0] ?? {});
  return JSON.stringify(recipe);
}

const BAD: Record<string, Change> = {
  'a selector that takes a second': (_, view) => (view['messages'] = ['@:has(* * *) * * *']),
  'a selector that looks into all there is': (_, view) => (view['confirm'] = ['@*:not(:has(> *)) ~ * ~ *']),
  'a zone that is no selector': (recipe) => (recipe['exclude'] = ['a{}']),
  'a pattern that explodes': (_, view) =>
    (view['gate'] = { url: ['^https://desk\\.lampka\\.example/(?:a+)+$'] }),
  'a pattern that explodes by alternatives': (recipe) =>
    (recipe['conversationInUrl'] = '^https://desk\\.lampka\\.example(?<value>(?:a|a)*b)'),
  'a pattern that runs over itself': (recipe) =>
    (recipe['conversationInUrl'] = `^https://desk\\.lampka\\.example(?<value>${'.*'.repeat(12)}x)`),
  'a pattern of its own for a value': (_, view) =>
    (view['subject'] = [{ at: '@main h1', pattern: '(?<value>(a*)*)b' }]),
  'no address of a host': (_, view) => (view['gate'] = { url: ['/cases/'] }),
  'every host': (_, view) => (view['gate'] = { url: ['^https?://[^/]+/cases'] }),
  'another host behind the first': (_, view) =>
    (view['gate'] = { url: ['^https://desk\\.lampka\\.example|mail\\.google\\.com'] }),
  'a recipe that would pass for a proven one': (recipe) => (recipe['grade'] = 'proven'),
  'lists to mark': (recipe, view) =>
    (recipe['lists'] = [
      { gate: {}, rows: 'tr', sender: view['sender'], mark: { at: 'td', where: 'inside' } },
    ]),
  'a page on which answers are written': (recipe, view) =>
    (recipe['answering'] = { gate: {}, to: view['sender'] }),
  'a box that is written into': (recipe) => (recipe['reply'] = ['textarea']),
  'something unknown': (recipe) => (recipe['script'] = 'alert(1)'),
  'nobody to read': (_, view) => delete view['sender'],
  'a hundred places': (_, view) => (view['confirm'] = Array.from({ length: 100 }, () => '@main h1')),
};

describe('a recipe from elsewhere', () => {
  test('R15: what pointing makes is read, and tells its host', () => {
    const read = readTaught(JSON.stringify(good));
    expect(read).toEqual({ recipe: good });
    expect(originOf(good)).toBe('https://desk.lampka.example');
  });

  test.each(Object.entries(BAD))('R15: %s is refused', (_, change) => {
    expect(readTaught(changed(change))).toEqual({ refused: 'recipe_bad' });
  });

  test('R15: one of a newer version of Carnet, a huge one and what is none are refused, each with its reason', () => {
    expect(readTaught(changed((recipe) => (recipe['format'] = RECIPE_FORMAT + 1)))).toEqual({
      refused: 'recipe_newer',
    });
    expect(readTaught(changed((recipe) => (recipe['exclude'] = ['p'.repeat(19_000)])))).toEqual({
      refused: 'recipe_large',
    });
    for (const nothing of ['', 'null', '[]', '{', '"x"', '{"format":1}', '{"format":"9"}'])
      expect(readTaught(nothing)).toEqual({ refused: 'recipe_bad' });
  });

  test('R15: checking takes no time, whatever it is given', () => {
    const begun = performance.now();
    for (const change of [
      (recipe: Record<string, unknown>) => (recipe['conversationInUrl'] = `^https://a${'\\.a'.repeat(5000)}`),
      (recipe: Record<string, unknown>) => (recipe['exclude'] = [`a${' a'.repeat(190)}!`]),
      (recipe: Record<string, unknown>) => (recipe['exclude'] = [`a${'[b]'.repeat(120)}!`]),
    ])
      expect(readTaught(changed(change))).toHaveProperty('refused');
    expect(performance.now() - begun).toBeLessThan(200);
  });

  test('R15: as a file it goes out and comes in again, without whoever taught it', () => {
    const file = writeRecipeFile('Desk', { ...good, site: 'taught-1b671a64-40d5-491e-99b0-da01ff1f3341' });
    expect(file).not.toContain('1b671a64');
    expect(readRecipeFile(file)).toEqual({ name: 'Desk', recipe: good });
    for (const [text, refused] of [
      ['x'.repeat(100_001), 'recipe_large'],
      ['{"carnet":"contacts"}', 'recipe_bad'],
      ['not a file', 'recipe_bad'],
      [JSON.stringify({ carnet: 'recipe', recipe: { ...good, format: 99 } }), 'recipe_newer'],
    ])
      expect(readRecipeFile(text ?? '')).toEqual({ refused });
  });
});
