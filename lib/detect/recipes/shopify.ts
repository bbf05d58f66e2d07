import type { Recipe } from '#lib/detect/recipe.ts';

const CUSTOMER = 'a[href*="/customers/"]';

/**
 * Shopify's admin: an order, and a customer. Classes are hashed; the customer's address is the whole text of a button that
 * copies it. Notes and the timeline quote addresses, and are no buttons. Apps stand in frames of other hosts.
 */
export const shopify: Recipe = {
  format: 1,
  site: 'shopify',
  grade: 'facts',
  channel: 'email',
  nobody: [],
  exclude: ['#customer-note-collapsible'],
  conversationInUrl: '/(?<value>(?:orders|customers)/\\d+)',
  views: [
    {
      id: 'order',
      gate: {
        url: [
          '^https://(?:admin\\.shopify\\.com/store/[^/]+|[^/]+\\.myshopify\\.com/admin)/(?:orders|customers)/\\d+',
        ],
        has: [CUSTOMER],
      },
      messages: [''],
      sender: {
        at: ['button'],
        address: [{ at: '', pattern: '^(?<value>[^\\s<>@]+@[^\\s<>@]+\\.[a-z]{2,})$' }],
        name: [],
      },
      orders: [{ at: '.Polaris-Header-Title', pattern: '^(?<value>#[^\\s]+)' }],
      account: [{ url: '/store/(?<value>[^/?#]+)' }, { url: '^https://(?<value>[^./]+)\\.myshopify\\.com/' }],
      chip: [],
    },
  ],
};
