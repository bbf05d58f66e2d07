import { describe, expect, test } from 'vitest';
import type { Recipe, View } from '#lib/detect/recipe.ts';
import { knownOf, readables, readsOf, readsPerson } from '#lib/sites/known.ts';
import { recipes } from '#lib/sites/recipes.ts';

const view: View = {
  id: 'order',
  gate: {},
  messages: ['main'],
  sender: { at: ['.buyer'], address: [''], name: [] },
  chip: [],
};
const recipe = (more: Partial<View> = {}, channel = 'allegro'): Recipe => ({
  format: 1,
  site: 'x',
  channel,
  grade: 'facts',
  nobody: [],
  exclude: [],
  views: [{ ...view, ...more }],
});

describe('C22: what is read of a site', () => {
  test('C22: is told by its recipe: the sender as its channel names people, and whatever else it looks for', () => {
    expect(readsOf(recipe())).toEqual(['login']);
    expect(readsOf(recipe({}, 'email'))).toEqual(['email']);
    expect(readsOf(recipe({}, 'whatsapp'))).toEqual(['phone']);
    expect(readsOf(recipe({ orders: ['#order'], account: ['#shop'], status: ['.state'] }))).toEqual([
      'login',
      'orders',
      'account',
      'status',
    ]);
  });

  test('C22: a second identity counts, as an address beside a login', () => {
    const also = [{ at: ['.mail'], address: [''], name: [''], channel: 'email' }];
    expect(readsOf(recipe({ also }))).toEqual(['name', 'email', 'login']);
  });

  test('C22: what a source list is empty of is not promised', () => {
    expect(readsOf(recipe({ orders: [], subject: [] }))).toEqual(['login']);
  });

  test('C22: a site by its address promises no person', () => {
    const { sender: _, ...byAddress } = view;
    const reads = readsOf({
      ...recipe(),
      grade: 'address',
      views: [{ ...byAddress, orders: [{ url: '/(?<value>\\d+)$' }] }],
    });
    expect(reads).toEqual(['orders']);
  });

  test.each(recipes)('C22: $site has a grade, and what is promised of it has words', (one) => {
    const known = knownOf([one])[one.site];
    expect(['proven', 'facts', 'address']).toContain(known?.grade);
    expect(known?.reads.filter((what) => !readables.includes(what))).toEqual([]);
  });

  test('C22: a proven recipe reads who wrote', () => {
    const nobody = recipes.filter(({ grade }) => grade === 'proven').map((one) => knownOf([one])[one.site]);
    expect(nobody.filter((known) => !known || !readsPerson(known))).toEqual([]);
  });
});
