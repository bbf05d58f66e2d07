import type { Recipe } from '#lib/detect/recipe.ts';

const ORDER = '\\d{3}-\\d{7}-\\d{7}';
const HEADER = '.case-message-view-header';
const RELAY = '(?<value>[^\\s<>()]+@marketplace\\.amazon\\.[a-z.]+)';

/**
 * Amazon Seller Central. Several threads stay in the page, and only the one in sight counts: a message is the box around
 * one thread's heading. Its buyer is told by the relay address, never by the name, which many bear. An order's page
 * shows a name alone, and an address to deliver to, which may be anybody's.
 */
export const amazon: Recipe = {
  format: 1,
  site: 'amazon',
  grade: 'facts',
  channel: 'amazon',
  // The shop of the same name shows its own customers what they ordered.
  nobody: [{ notUrl: ['^https://sellercentral[^/]*\\.amazon\\.'] }, { url: ['/orders/packing-slip'] }],
  exclude: ['.message-body-text', '#orders-table'],
  conversationInUrl: '^(?<value>[^#]+)',
  views: [
    {
      id: 'thread',
      gate: { url: ['/messaging/'], has: [HEADER] },
      messages: [`:has(> ${HEADER})`],
      sender: {
        at: [HEADER],
        address: [{ at: '#buyerProxyEmail', pattern: RELAY }],
        name: ['.buyer-name'],
      },
      confirm: [{ at: '#buyerProxyEmail', pattern: RELAY }],
      orders: [
        {
          at: 'kat-link[data-ph-capture-attribute-order-id]',
          attribute: 'label',
          pattern: `(?<value>${ORDER})`,
        },
        ['kat-link[data-ph-capture-attribute-order-id]', 'data-ph-capture-attribute-order-id'],
      ],
      subject: [['.case-topic-name', 'placeholder']],
      chip: [{ at: '.buyer-name', where: 'after' }],
      body: ['.case-message-view-messages'],
    },
    {
      id: 'order',
      gate: { url: [`/orders-v3/order/${ORDER}`] },
      messages: [''],
      sender: { at: ['[data-test-id="buyer-name-with-link"]'], address: [], name: [''] },
      orders: [{ url: `/orders-v3/order/(?<value>${ORDER})` }, '[data-test-id="order-id-value"]'],
      account: ['[data-test-id="order-summary-sales-channel-value"]'],
      chip: [],
    },
    {
      id: 'contact',
      gate: { url: [`/messaging/(?:contact|reviews)\\?(?:[^#]*&)?order(?:ID|Id)=${ORDER}`] },
      messages: [''],
      orders: [{ url: `[?&]order(?:ID|Id)=(?<value>${ORDER})` }],
      chip: [],
    },
  ],
};
