import type { Recipe } from '#lib/detect/recipe.ts';

// Fields of a team's own hold whatever it wrote into them.
const CELL = '[id^="order_info_"]:not([id*="extra_field"])';

/**
 * BaseLinker: one page, whose orders stand behind the #. The buyer's address is told by being an address in a cell of the
 * order; it often is a relay of the marketplace the order came from.
 */
export const baselinker: Recipe = {
  format: 1,
  site: 'baselinker',
  grade: 'facts',
  channel: 'email',
  nobody: [{ notUrl: ['#order:\\d+'] }],
  exclude: ['#table_order_products'],
  conversationInUrl: '#order:(?<value>\\d+)',
  views: [
    {
      id: 'order',
      gate: { url: ['/orders\\.php'], has: [CELL] },
      messages: [''],
      sender: { at: [CELL], address: [{ at: '', pattern: '^(?<value>[^\\s<>]+@[^\\s<>]+)$' }], name: [] },
      orders: [{ url: '#order:(?<value>\\d+)' }],
      chip: [],
    },
  ],
};
