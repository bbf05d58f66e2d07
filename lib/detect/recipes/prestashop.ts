import type { Recipe, View } from '#lib/detect/recipe.ts';

/** `First Last (address)`, or the address alone of somebody without an account. */
const heading = {
  address: [
    { at: 'h2 small', pattern: '^\\((?<value>[^()\\s]+)\\)$' },
    { at: 'h2', pattern: '^(?<value>[^()\\s]+@[^()\\s]+)$' },
  ],
  name: [{ at: 'h2 > a', pattern: '^(?<value>.+?) \\([^()]*\\)$' }],
};
const shop = {
  // `Page • Shop`: the shop's link in the head is a translated word.
  account: [{ at: 'head > title', pattern: '• (?<value>[^•]+)$' }],
  // What follows in the address lets whoever has it in: it is never kept.
  conversation: [{ url: '^(?<value>[^?#]+/sell/[^?#]+)' }, { url: '^(?<value>[^#]+?)[?&]_?token=' }],
} satisfies Partial<View>;

/**
 * PrestaShop 1.7 and 8 on any host, below a folder whose name is the shop's secret: an order, a customer, and both pages
 * of a conversation, of which the older is the one its menu leads to. The buyer is whose account the order is of, never
 * whom it is delivered to; of a deleted one there is no address. Employees write and are listed on the same pages.
 */
export const prestashop: Recipe = {
  format: 1,
  site: 'prestashop',
  grade: 'proven',
  channel: 'email',
  nobody: [],
  exclude: [
    '.messages-block',
    '.thread-message',
    '.message-item-text',
    '.message-item',
    '.modal',
    '.employee-dropdown',
    // Icons are words, drawn by their font.
    'i.material-icons:not(.thread-customer-icon)',
  ],
  conversationInUrl:
    '(?<=/sell/orders/|/sell/customers/|/customer-threads/|[?&]id_(?:order|customer|customer_thread)=)(?<value>\\d+)',
  reply: ['#reply_message'],
  views: [
    {
      ...shop,
      id: 'order',
      gate: {
        url: ['/sell/orders/\\d+/view|[?&]controller=AdminOrders(?:&|$)'],
        has: ['#order-view-page #customerCard'],
      },
      // The order's heading stands above what it holds.
      messages: ['body'],
      sender: {
        at: [''],
        address: ['#customerEmail a[href^="mailto:"]'],
        // `from First Last` in one translated word, without the title that stands before the name below.
        name: [{ at: '.title-content > p.lead', pattern: '^\\S+ (?<value>.+)$' }],
      },
      orders: [
        '.title-content > h1 > strong:not(.text-muted)',
        { at: '.title-content > h1 > strong.text-muted', pattern: '#(?<value>\\d+)' },
      ],
      // Lines of the invoice's address; the phone number is the last.
      phone: ['#addressInvoice > p:last-of-type'],
      country: ['#addressInvoice > p:nth-last-of-type(2)'],
      status: ['#update_order_status_action_input > option:checked'],
      chip: [{ at: '#customerEmail a[href^="mailto:"]', where: 'after' }],
    },
    {
      ...shop,
      id: 'customer',
      gate: {
        url: ['/sell/customers/\\d+/view|[?&]controller=AdminCustomers(?:&|$)'],
        has: ['.customer-personal-informations-card'],
      },
      messages: ['.customer-personal-informations-card > .card-header'],
      sender: {
        at: [''],
        address: ['a[href^="mailto:"]'],
        name: [{ at: '', pattern: '^(?<value>.+?) \\[\\d+\\] ' }],
      },
      account: ['.customer-shop-name', ...shop.account],
      chip: [{ at: 'a[href^="mailto:"]', where: 'after' }],
    },
    {
      ...shop,
      id: 'thread',
      gate: { url: ['/customer-threads/\\d+/view'], has: ['.thread-customer-icon'] },
      messages: ['.media:has(.thread-customer-icon)'],
      sender: { at: ['.media-body'], ...heading },
      account: ['p > .badge', ...shop.account],
      chip: [{ at: 'h2', where: 'inside' }],
      body: ['ul:has(.thread-message)'],
    },
    {
      ...shop,
      id: 'older-thread',
      gate: {
        url: ['[?&]controller=AdminCustomerThreads(?:&|$)'],
        has: ['.message-item-initial', 'input[name="msg_email"]'],
      },
      messages: ['.message-item-initial'],
      sender: { at: ['.media-body'], ...heading },
      account: ['h2 + span + .badge', ...shop.account],
      chip: [{ at: 'h2', where: 'inside' }],
      body: ['.message-item-initial-body'],
    },
  ],
};
