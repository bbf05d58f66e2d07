import { expect, test } from 'vitest';
import { RECIPE_FORMAT } from '#lib/detect/recipe.ts';
import { parseRecipe } from '#lib/detect/recipe-schema.ts';
import { channelIds } from '#lib/model/channel.ts';
import { recipes } from '#lib/sites/recipes.ts';

test('law 7: every recipe that is built in passes the check that others must pass, and survives JSON', () => {
  for (const recipe of recipes) expect(parseRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
});

test('a recipe’s channel is one of ours', () => {
  expect(recipes.filter(({ channel }) => !channelIds.some((id) => id === channel))).toEqual([]);
});

const view = { id: 'x', gate: {}, messages: ['p'], sender: { at: [''], address: [''], name: [] }, chip: [] };
const recipe = {
  format: RECIPE_FORMAT,
  site: 'taught',
  channel: 'email',
  grade: 'taught',
  nobody: [],
  exclude: [],
  views: [view],
};
const source = (pattern: string) => ({ ...recipe, views: [{ ...view, subject: [{ at: '', pattern }] }] });

test('R15: a plain recipe from elsewhere is taken', () => {
  expect(parseRecipe(recipe)).toEqual(recipe);
  expect(parseRecipe(source('^Re: (?<value>.+)$'))).toBeTruthy();
});

test.each([
  ['of a newer format', { ...recipe, format: RECIPE_FORMAT + 1 }],
  ['with a field nobody knows', { ...recipe, script: 'alert(1)' }],
  ['without a view', { ...recipe, views: [] }],
  ['with too many selectors', { ...recipe, exclude: Array.from({ length: 21 }, () => 'p') }],
  ['with an endless selector', { ...recipe, exclude: ['p'.repeat(401)] }],
  ['with markup for a selector', { ...recipe, exclude: ['p{color:red}'] }],
  ['with a pattern that is none', source('(?<value>')],
  ['with a pattern that takes nothing', source('^Re: (.+)$')],
  ['with a pattern that explodes', source('^(?<value>(a+)+)$')],
  ['with a pattern that explodes otherwise', source('(?<value>(?:a|b*){2,})x')],
  ['with a pattern of two ways for each letter', source('^(?<value>(?:a|a)*)$')],
  ['with a pattern that may leave each letter out', source('^(?<value>(?:a?){30})$')],
  ['with a pattern that tries every three places', source('^(?<value>.*.*.*)x')],
  ['with a pattern that tries every two places from anywhere', source('(?<value>.*.*)x')],
  ['with a pattern of very many, if not endless ones', source('^(?<value>.{1,400}.{1,400}.{1,400})x')],
  ['with a selector that looks around everywhere', { ...recipe, exclude: ['a ~ b ~ c ~ d'] }],
  ['with a pattern that looks back', source('(?<value>a+)\\1')],
  ['with an attribute that is none', { ...recipe, views: [{ ...view, own: [['p', 'on click']] }] }],
])('R15: a recipe %s is refused', (_, wrong) => {
  expect(() => parseRecipe(wrong)).toThrow(/./u);
});

test.each([
  ['^(?<value>[^\\s@]+@[^\\s@]+) - [^@]*$'],
  ['(?:^|/)orders?/(?<value>[0-9-]{3,40})'],
  ['^(?:"[^"]*" ?|[^<,"]*)<(?<value>[^<>]+)>'],
])('R15: a pattern that is cheap is taken: %s', (pattern) => {
  expect(parseRecipe(source(pattern))).toBeTruthy();
});

test('R15: no pattern that is taken is slow, whatever it is tried on', () => {
  const patterns = [...new Set(patternsIn(recipes))];
  const texts = Array.from(' a@1-/<"').flatMap((one) => [one.repeat(2000), `${one}a`.repeat(1000)]);
  const slow = patterns.filter((pattern) => {
    const made = new RegExp(pattern, 'u');
    const before = performance.now();
    for (const text of texts) made.exec(text);
    return performance.now() - before > 500;
  });
  expect(patterns.length).toBeGreaterThan(50);
  expect(slow).toEqual([]);
});

/** Every pattern of what is built in. */
function patternsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string')
    return /^(?:url|notUrl|pattern|conversationInUrl)$/u.test(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => patternsIn(one, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => patternsIn(one, name));
}
