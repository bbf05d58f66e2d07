import type { Recipe } from '#lib/detect/recipe.ts';

/**
 * Etsy: a thread, a conversation that the address names, and an order's drawer. The login stands in the link to the
 * buyer's profile; the drawer shows whom an order goes to, which is not who ordered, and no login. Rows of the lists
 * bear the same classes.
 */
export const etsy: Recipe = {
  format: 1,
  site: 'etsy',
  grade: 'facts',
  channel: 'etsy',
  nobody: [],
  exclude: ['.msg-list-container', '.scrolling-message-list', 'section[aria-label="orders"]'],
  reply: ['textarea.new-message-textarea-min-height'],
  conversationInUrl: '/(?:messages/|conversations/with/|your/orders/sold\\?[^#]*order_id=)(?<value>[^/?#&]+)',
  views: [
    {
      id: 'thread',
      gate: { url: ['/messages/\\d+'] },
      messages: ['div.buyer-info', 'h3.buyer-name'],
      sender: {
        at: ['a[href*="/people/"][class*="fs-mask"]', 'a[href*="/people/"]'],
        address: [{ at: '', attribute: 'href', pattern: '/people/(?<value>[^/?#]+)' }],
        name: [''],
      },
      orders: [{ at: 'a[href*="order_id="]', attribute: 'href', pattern: 'order_id=(?<value>\\d+)' }],
      chip: [{ at: 'a[href*="/people/"]', where: 'after' }],
      body: ['.msg-list-container'],
    },
    {
      id: 'conversation',
      gate: { url: ['/conversations/with/[^/?#]+'] },
      messages: [''],
      sender: {
        at: ['textarea.new-message-textarea-min-height'],
        address: [{ url: '/conversations/with/(?<value>[^/?#]+)' }],
        name: [],
      },
      chip: [{ at: 'textarea.new-message-textarea-min-height', where: 'before' }],
    },
    {
      id: 'order',
      gate: { url: ['/your/orders/sold\\?(?:[^#]*&)?order_id=\\d+'] },
      messages: ['#dg-tabs-preact__tab-1--default_wt_tab_panel'],
      orders: [{ url: '[?&]order_id=(?<value>\\d+)' }],
      account: ['#order-details-order-info a[href*="/shop/"]'],
      country: ['.address .country-name'],
      chip: [],
    },
  ],
};
