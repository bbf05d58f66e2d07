import type { Recipe } from '#lib/detect/recipe.ts';

const LOGIN = '/usr/(?<value>(?!ebay(?:[/?#]|$))[^/?#]+)';
const profile = { at: '', attribute: 'href', pattern: LOGIN };

/**
 * eBay: an order's page and the inbox. A login stands in links to a profile; the name on an order is whom it is
 * delivered to, and what eBay itself writes has no profile. Values of an address carry a tooltip in the page's language.
 */
export const ebay: Recipe = {
  format: 1,
  site: 'ebay',
  grade: 'facts',
  channel: 'ebay',
  nobody: [],
  exclude: ['.msg-content-view', '.tooltip__mask'],
  conversationInUrl: '^(?<value>[^#]+)',
  views: [
    {
      id: 'order',
      gate: { url: ['/(?:mesh|sh)/ord/details\\?'] },
      messages: ['div.order-info'],
      sender: { at: ['a[href*="/usr/"]'], address: [profile], name: [] },
      confirm: [{ ...profile, at: 'a[href*="/usr/"]' }],
      own: [{ ...profile, at: '.gh-identity a[href*="/usr/"]' }],
      orders: [
        { url: '[?&]orderid=(?<value>\\d{2}-\\d{5}-\\d{5})' },
        { at: 'div.info-item dd', pattern: '^(?<value>\\d{2}-\\d{5}-\\d{5})$' },
      ],
      country: ['div.shipping-address div.address button.tooltip__host:last-of-type'],
      chip: [{ at: 'a[href*="/usr/"]', where: 'after' }],
    },
    {
      id: 'thread',
      gate: { has: ['[data-testid="messages-thread"] [data-testid="app-conversation"]'] },
      messages: ['[data-testid="messages-thread"]'],
      sender: { at: ['a[href*="/usr/"]'], address: [profile], name: [] },
      own: [
        { ...profile, at: '.gh-identity a[href*="/usr/"]' },
        { ...profile, at: '#gh-ug a[href*="/usr/"]' },
      ],
      subject: ['.message-button.card__item--active .card__conversation-title'],
      chip: [{ at: 'a[href*="/usr/"]', where: 'after' }],
      body: ['.msg-content-view'],
    },
  ],
};
