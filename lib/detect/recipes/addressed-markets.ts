import type { Recipe, View } from '#lib/detect/recipe.ts';

/** A page of a site of which nothing but the address is known: patterns on it, each with a group `value`. */
type Page = { id: string; url: string; order?: string; account?: string };

type Market = {
  site: string;
  channel: string;
  /** What tells one conversation, or one order, from another. */
  conversation?: string;
  pages: readonly Page[];
};

/** Who an order or a conversation is with has to be picked by hand; its number, and whose shop it is, are filled in. */
function byAddress({ site, channel, conversation, pages }: Market): Recipe {
  return {
    format: 1,
    site,
    grade: 'address',
    channel,
    nobody: [],
    exclude: [],
    ...(conversation === undefined ? {} : { conversationInUrl: conversation }),
    views: pages.map((page) => viewOf(page)),
  };
}

function viewOf({ id, url, order, account }: Page): View {
  return {
    id,
    gate: { url: [url] },
    messages: [''],
    ...(order === undefined ? {} : { orders: [{ url: order }] }),
    ...(account === undefined ? {} : { account: [{ url: account }] }),
    chip: [],
  };
}

/**
 * Marketplaces, shops and order hubs whose pages are drawn under hashed classes, in frames, or with labels of one language
 * alone. An id that only the site's own address bears, as Octopia's and Shopee's, tells pages apart and is no order number.
 */
export const addressedMarkets: readonly Recipe[] = [
  {
    site: 'kaufland',
    channel: 'kaufland',
    pages: [
      {
        id: 'order',
        url: '/order-management/orders/[^/?#]+',
        order: '/order-management/orders/(?<value>[^/?#]+)',
      },
    ],
  },
  {
    site: 'erli',
    channel: 'erli',
    pages: [
      {
        id: 'order',
        url: '/manager-sklepu/[^/]+/zamowienia/[^/?#]+',
        order: '/zamowienia/(?<value>[^/?#]+)',
        account: '/manager-sklepu/(?<value>[^/]+)/',
      },
    ],
  },
  {
    site: 'morele',
    channel: 'other',
    pages: [
      {
        id: 'order',
        url: '^https://marketplace\\.morele\\.net/order/[^/?#]+',
        order: '/order/(?<value>[^/?#]+)',
      },
    ],
  },
  {
    site: 'manomano',
    channel: 'other',
    pages: [
      { id: 'order', url: '/orders\\?(?:[^#]*&)?order_id=[^&#]', order: '[?&]order_id=(?<value>[^&#]+)' },
    ],
  },
  { site: 'bol', channel: 'other', pages: [{ id: 'cases', url: '/sdd/(?:orders|cases)(?:[/?#]|$)' }] },
  {
    site: 'leboncoin',
    channel: 'leboncoin',
    conversation: '/messages/id/(?<value>[^/?#]+)',
    pages: [{ id: 'conversation', url: '/messages/id/[^/?#]+' }],
  },
  {
    site: 'aliexpress',
    channel: 'other',
    pages: [
      {
        id: 'order',
        url: '/apps/order/detail\\?(?:[^#]*&)?(?:orderId|tradeOrderId)=\\d',
        order: '[?&](?:orderId|tradeOrderId)=(?<value>\\d+)',
      },
      { id: 'conversation', url: '^https://message\\.alibaba\\.com/message/messenger\\.htm' },
    ],
  },
  {
    site: 'walmart',
    channel: 'other',
    pages: [
      {
        id: 'order',
        url: '/orders/manage-orders\\?(?:[^#]*&)?poNumber=\\d',
        order: '[?&]poNumber=(?<value>\\d+)',
      },
      { id: 'details', url: '/order-management/details' },
    ],
  },
  {
    site: 'refurbed',
    channel: 'other',
    pages: [{ id: 'order', url: '/orders/details/\\d+', order: '/orders/details/(?<value>\\d+)' }],
  },
  {
    site: 'fnac',
    channel: 'other',
    pages: [
      {
        id: 'order',
        url: '/compte/vendeur/commande/[^/?#]+',
        order: '/compte/vendeur/commande/(?<value>[^/?#]+)',
      },
    ],
  },
  { site: 'ricardo', channel: 'other', pages: [{ id: 'account', url: '/my-ricardo/[^/?#]+' }] },
  {
    site: 'octopia',
    channel: 'octopia',
    conversation: '/Order/Detail/(?<value>[0-9A-Fa-f]{32})',
    pages: [{ id: 'order', url: '/Order/Detail/[0-9A-Fa-f]{32}' }],
  },
  {
    site: 'shopee',
    channel: 'shopee',
    pages: [
      { id: 'chat', url: '/webchat/conversations\\?(?:[^#]*&)?conversation_id=\\d' },
      { id: 'order', url: '/portal/sale/order/\\d' },
    ],
  },
  {
    site: 'facebook-marketplace',
    channel: 'messenger',
    conversation: '/marketplace/t/(?<value>\\d+)',
    pages: [{ id: 'thread', url: '/marketplace/t/\\d' }],
  },
  {
    site: 'idosell',
    channel: 'email',
    pages: [
      {
        id: 'order',
        url: '/panel/(?:app/)?orderd\\.php\\?(?:[^#]*&)?idt?=\\d',
        order: '[?&]idt?=(?<value>\\d+)',
      },
      { id: 'return', url: '/panel/rma\\.php' },
    ],
  },
  {
    site: 'shoper',
    channel: 'email',
    pages: [{ id: 'order', url: '/admin/orders/edit/id/\\d', order: '/admin/orders/edit/id/(?<value>\\d+)' }],
  },
  {
    site: 'bigcommerce',
    channel: 'email',
    pages: [
      {
        id: 'order',
        url: '/manage/orders/\\d',
        order: '/manage/orders/(?<value>\\d+)',
        account: '^https://(?<value>store-[^./]+)\\.mybigcommerce\\.com/',
      },
      {
        id: 'customer',
        url: '/manage/customers/[^?#]*\\d',
        account: '^https://(?<value>store-[^./]+)\\.mybigcommerce\\.com/',
      },
    ],
  },
].map((market) => byAddress(market));
