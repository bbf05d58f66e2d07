import type { Recipe } from '#lib/detect/recipe.ts';

const CUSTOMER = '[data-testid="CUSTOMER_SUB_SECTION"]';

/**
 * The seller portal of Mirakl, on a host of each marketplace: told by its paths. Beside a thread stands a panel about the
 * customer; of what is in it only the link to the order is known, and that customers are reached by a relay. The operator's
 * side has the same pages for other people.
 */
export const mirakl: Recipe = {
  format: 1,
  site: 'mirakl',
  grade: 'facts',
  channel: 'mirakl',
  nobody: [{ url: ['/mmp/operator/'] }],
  exclude: [],
  conversationInUrl: '^(?<value>[^#]+)',
  views: [
    {
      id: 'thread',
      gate: { url: ['^https://[^/]+/mmp/shop/'], has: [CUSTOMER] },
      messages: [CUSTOMER],
      sender: {
        // Whatever element of the panel says nothing but a relay address.
        at: ['*'],
        address: [
          {
            at: '',
            pattern: '^(?<value>[^\\s<>()]+@(?:notification\\.mirakl\\.net|marketplace\\.empik\\.com))$',
          },
        ],
        name: [],
      },
      orders: ['a[href^="/mmp/shop/order/"]'],
      chip: [{ at: 'a[href^="/mmp/shop/order/"]', where: 'after' }],
    },
    {
      id: 'order',
      gate: { url: ['^https://[^/]+/mmp/shop/order/[^/?#]+'] },
      messages: [''],
      orders: [{ url: '/mmp/shop/order/(?<value>[^/?#]+)' }],
      chip: [],
    },
  ],
};
