import type { Recipe } from '#lib/detect/recipe.ts';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const BUYER = 'span.buyer-details a';
/** A mask over the buyer's address: only theirs, whatever else the page links to. */
const MASK = {
  at: '',
  attribute: 'href',
  pattern: '^mailto:(?<value>[^\\s?@]+@(?:user\\.)?(?:allegromail\\.[a-z]{2,3}|allegrogroup\\.pl))',
};
const MAILED = 'a[href^="mailto:"]';
/** `Client:12345678` is whoever bought without an account. */
const LOGIN = { at: '', pattern: '^(?<value>[\\p{L}\\p{N}._:-]{2,40})$' };
const RETURNED_BY = 'a[data-analytics-click-label="buyerLink"]';

/**
 * Allegro's sales centre and message centre. Who a conversation is with is not known to stand anywhere dependable but in
 * the address of a new message, which names login and order. The listing of orders is read where it was searched down to
 * one order, and that of returns where it shows one buyer: a list is nobody's. A mask is linked to the login beside it. Notes on orders quote whatever they like.
 */
export const allegro: Recipe = {
  format: 1,
  site: 'allegro',
  grade: 'facts',
  channel: 'allegro',
  nobody: [{ url: ['/orders/settings'] }],
  exclude: ['[data-test-id="buyerNoteContent"]', '[data-test-id="sellerNoteButton"]'],
  reply: ['#message'],
  conversationInUrl: '^(?<value>[^#]+)',
  views: [
    {
      id: 'new-message',
      gate: {
        url: ['/message-center/messages/new-message\\?(?:[^#]*&)?login=[^&#]'],
        has: ['#recipient'],
      },
      messages: [''],
      sender: { at: ['#recipient'], address: [['', 'value']], name: [] },
      // Whom the form was opened for; whoever is typed in their place wrote nothing.
      confirm: [{ url: '[?&]login=(?<value>[^&#]+)' }],
      orders: [{ url: `[?&]orderid=(?<value>${UUID})` }],
      chip: [{ at: '#recipient', where: 'after' }],
    },
    {
      id: 'one-order',
      gate: { url: [`/orders\\?(?:[^#]*&)?query=${UUID}`], has: [BUYER] },
      messages: ['div[data-box-name="allegro.orders.listing"]'],
      sender: { at: [BUYER], address: [LOGIN], name: [] },
      confirm: [BUYER],
      also: [{ at: [MAILED], address: [MASK], name: [], channel: 'email' }],
      orders: [['a[orderid]', 'orderid']],
      account: [{ url: '[?&]sellerId=(?<value>\\d+)' }],
      chip: [{ at: BUYER, where: 'after' }],
    },
    {
      id: 'one-return',
      gate: { url: ['/returns(?:[/?#]|$)'], has: [RETURNED_BY] },
      messages: ['div[data-box-name="allegro.returns.listing_condition"]'],
      sender: { at: [RETURNED_BY], address: [LOGIN], name: [] },
      confirm: [RETURNED_BY],
      orders: [
        {
          at: 'a[data-analytics-click-label="goToOrder"]',
          attribute: 'href',
          pattern: `orderId=(?<value>${UUID})`,
        },
      ],
      chip: [{ at: RETURNED_BY, where: 'after' }],
    },
    {
      id: 'order',
      gate: { url: [`/orders/${UUID}`] },
      messages: [''],
      orders: [{ url: `/orders/(?<value>${UUID})` }],
      account: [{ url: '[?&]sellerId=(?<value>\\d+)' }],
      chip: [],
    },
    {
      id: 'conversation',
      gate: {
        url: ['/(?:message-center/messages|discussions-with-buyers|centrum-wiadomosci/wiadomosci)/[^/?#]'],
      },
      messages: [''],
      chip: [],
    },
  ],
};
