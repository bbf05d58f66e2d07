import { expect, test } from 'vitest';
import { RECIPE_FORMAT } from '#lib/detect/recipe.ts';
import { parseRecipe } from '#lib/detect/recipe-schema.ts';
import { channelIds } from '#lib/model/channel.ts';
import { matchesPattern, recipesAt } from '#lib/sites/at.ts';
import { recipes } from '#lib/sites/recipes.ts';

test('law 7: every recipe that is built in passes the check that others must pass, and survives JSON', () => {
  for (const recipe of recipes) expect(parseRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
});

test('a recipe’s channel is one of ours', () => {
  expect(recipes.filter(({ channel }) => !channelIds.some((id) => id === channel))).toEqual([]);
});

test('a host that a site claims is read by that site alone; any other by those that stand anywhere', () => {
  expect(recipesAt('https://mail.google.com/mail/u/0/')).toEqual(['gmail']);
  expect(recipesAt('https://poczta.sklep.example/?_task=mail')).toEqual(
    expect.arrayContaining(['roundcube', 'demo']),
  );
  expect(recipesAt('https://poczta.sklep.example/?_task=mail')).not.toContain('gmail');
});

test('what the agent said stands there is tried first, and the others still', () => {
  const ids = recipesAt('https://poczta.sklep.example/', ['demo']);
  expect(ids[0]).toBe('demo');
  expect(ids).toContain('roundcube');
});

test.each([
  ['https://mail.google.com/*', 'https://mail.google.com/mail/u/1/#inbox', true],
  ['https://mail.google.com/*', 'http://mail.google.com/', false],
  ['https://mail.google.com/*', 'https://mail.google.com.kant.example/', false],
  ['https://*.sklep.example/panel/*', 'https://a.b.sklep.example/panel/x?y=1', true],
  ['https://*.sklep.example/panel/*', 'https://sklep.example/panel/', true],
  ['https://*.sklep.example/panel/*', 'https://zlysklep.example/panel/', false],
  ['*://*/demo/*', 'http://127.0.0.1:8787/demo/', true],
  ['http://127.0.0.1:*/*', 'http://127.0.0.1:8787/demo/', true],
  ['https://a.example/x.y/*', 'https://a.example/xzy/', false],
  ['not a pattern', 'https://a.example/', false],
  ['https://a.example/*', 'not an address', false],
])('the pattern %s and %s: %s', (pattern, url, expected) => {
  expect(matchesPattern(pattern, url)).toBe(expected);
});

const view = { id: 'x', gate: {}, messages: ['p'], sender: { at: [''], address: [''], name: [] }, chip: [] };
const recipe = {
  format: RECIPE_FORMAT,
  site: 'taught',
  channel: 'email',
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
  ['with a pattern that looks back', source('(?<value>a+)\\1')],
  ['with an attribute that is none', { ...recipe, views: [{ ...view, own: [['p', 'on click']] }] }],
])('R15: a recipe %s is refused', (_, wrong) => {
  expect(() => parseRecipe(wrong)).toThrow(/./u);
});
