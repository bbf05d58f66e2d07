import type { Recipe, View } from '#lib/detect/recipe.ts';

/** The key in the address lets whoever has it in: it is never kept. */
const page = { conversation: [{ url: '^(?<value>[^?#]+?)/key/' }] } satisfies Partial<View>;

/**
 * Magento 2 and Adobe Commerce on any host, below a folder whose name is the shop's secret: an order, its invoices and
 * shipments, which show the same tables, and a customer. Of a guest the table says that they are one, in the page's
 * language: their name is the first line of whom the invoice is for. Notes hold other people's addresses.
 */
export const magento: Recipe = {
  format: 1,
  site: 'magento',
  grade: 'proven',
  channel: 'email',
  nobody: [],
  exclude: ['.note-list', '.admin-user', '.order-shipping-address', '.data-grid'],
  conversationInUrl: '/(?:order_id|invoice_id|shipment_id|creditmemo_id|id)/(?<value>\\d+)',
  views: [
    {
      ...page,
      id: 'order',
      // A shipment's page is of another part of the application than an order's and an invoice's.
      gate: { has: ['body[class*="order-"] .order-account-information-table'] },
      messages: ['#anchor-content'],
      sender: {
        at: [''],
        address: ['.order-account-information-table a[href^="mailto:"]'],
        name: [
          '.order-account-information-table a[href*="/customer/index/edit/"]',
          { at: '.order-billing-address address', pattern: '^(?<value>[^\\n]+)' },
        ],
      },
      orders: [
        // `Order # 000000042`, and a sentence about its letter; an invoice has a number of its own in the heading.
        { at: '.order-information .admin__page-section-item-title', pattern: '# ?(?<value>[\\w-]+)' },
      ],
      phone: ['.order-billing-address a[href^="tel:"]'],
      country: [{ at: '.order-billing-address address', pattern: '\\n(?<value>[^\\n]+)\\nT: ' }],
      status: ['#order_status'],
      // Website, shop and language, in lines of one cell.
      account: ['.order-information-table td:has(br)'],
      chip: [{ at: '.order-account-information-table a[href^="mailto:"]', where: 'after' }],
    },
    {
      ...page,
      id: 'customer',
      // Its fields come when the tab that holds them is opened for the first time, and stay.
      gate: { url: ['/customer/index/edit/'], has: ['input[name="customer[email]"]'] },
      messages: ['body'],
      sender: {
        at: [''],
        address: [['input[name="customer[email]"]', 'value']],
        name: [
          {
            join: [
              ['input[name="customer[firstname]"]', 'value'],
              ['input[name="customer[lastname]"]', 'value'],
            ],
          },
        ],
      },
      chip: [{ at: 'h1', where: 'inside' }],
    },
  ],
};
