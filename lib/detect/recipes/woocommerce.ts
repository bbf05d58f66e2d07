import type { Recipe, Source, View } from '#lib/detect/recipe.ts';

/** The column of whoever pays; the next is of whom it is delivered to, who may be another person. */
const BILLING = '.order_data_column:has(#_billing_email)';
/** In the preview, too, whoever pays comes first. */
const FIRST = '.wc-order-preview-address:first-child';
const nameIn = (prefix: string): Source[] => [
  {
    join: [
      [`#${prefix}first_name`, 'value'],
      [`#${prefix}last_name`, 'value'],
    ],
  },
];
const shop = { account: ['#wp-admin-bar-site-name > a'] } satisfies Partial<View>;
const order = {
  ...shop,
  messages: ['#order_data'],
  orders: [{ at: '.woocommerce-order-data__heading', pattern: '#(?<value>\\S+)' }],
  phone: [['#_billing_phone', 'value']],
  country: [['#_billing_country', 'value']],
  status: ['#order_status > option:checked'],
} satisfies Partial<View>;

/**
 * WooCommerce on any host: an order in its new and old storage, its preview over the list, a customer's account. The buyer
 * is whoever pays: the fields of the form are there while it is folded away, and say first and last name apart from the
 * company, which stands before either in some countries. The address as it was stored comes first: a field may be half
 * typed. What the page keeps as templates for its preview is text of a script, and no part of the document.
 */
export const woocommerce: Recipe = {
  format: 1,
  site: 'woocommerce',
  grade: 'proven',
  channel: 'email',
  nobody: [],
  exclude: ['.order_notes', '.order_note', '#woocommerce-order-items', '.wc-order-preview-note'],
  conversationInUrl: '[?&](?:id|post|user_id)=(?<value>\\d+)',
  views: [
    {
      ...shop,
      id: 'preview',
      gate: { has: ['body.wp-admin #wc-backbone-modal-dialog .wc-order-preview-address'] },
      messages: ['#wc-backbone-modal-dialog .wc-backbone-modal-content'],
      // The name is one of the lines, and no country has it in the same place: none is better than the company's.
      sender: { at: [FIRST], address: ['a[href^="mailto:"]'], name: [] },
      orders: [{ at: '.wc-backbone-modal-header > h1', pattern: '#(?<value>\\S+)' }],
      phone: [`${FIRST} a[href^="tel:"]`],
      status: ['.wc-backbone-modal-header > .order-status'],
      chip: [{ at: `${FIRST} a[href^="mailto:"]`, where: 'after' }],
    },
    {
      ...order,
      id: 'order',
      gate: { has: ['body.wp-admin #_billing_email:not([value=""])'] },
      sender: {
        at: [''],
        address: [`${BILLING} > .address a[href^="mailto:"]`, ['#_billing_email', 'value']],
        name: nameIn('_billing_'),
      },
      chip: [
        { at: `${BILLING} > .address a[href^="mailto:"]`, where: 'after' },
        { at: '.woocommerce-order-data__heading', where: 'inside' },
      ],
    },
    {
      ...order,
      // An order without an address of its own, of somebody who has an account: `First Last (#id – address)`.
      id: 'account',
      gate: { has: ['body.wp-admin #customer_user > option[selected]:not([value=""])'] },
      sender: {
        at: ['#customer_user > option[selected]'],
        address: [{ at: '', pattern: '\\(#\\d+ \\S+ (?<value>[^\\s()]+@[^\\s()]+)\\)$' }],
        name: [{ at: '', pattern: '^(?<value>.+) \\(#\\d+ [^()]*\\)$' }],
      },
      chip: [{ at: '.woocommerce-order-data__heading', where: 'inside' }],
    },
    {
      ...order,
      // A guest's order that was made by hand, without an address: what it says beside is told, and nobody offered.
      id: 'order-of-nobody',
      gate: { notUrl: ['[?&]action=new(?:&|$)'], has: ['body.wp-admin #order_data'] },
      chip: [{ at: '.woocommerce-order-data__heading', where: 'inside' }],
    },
    {
      ...shop,
      id: 'customer',
      // Colleagues have accounts, too, and the same fields.
      gate: {
        url: ['/wp-admin/user-edit\\.php'],
        has: ['body.wp-admin #billing_email', '#role > option[value="customer"][selected]'],
      },
      messages: ['#your-profile'],
      sender: { at: [''], address: [['#email', 'value']], name: [...nameIn(''), ...nameIn('billing_')] },
      also: [{ at: [''], address: [['#billing_email', 'value']], name: [] }],
      phone: [['#billing_phone', 'value']],
      country: [['#billing_country', 'value']],
      chip: [{ at: '#email', where: 'after' }],
    },
  ],
};
