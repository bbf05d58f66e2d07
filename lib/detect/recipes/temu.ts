import type { Recipe } from '#lib/detect/recipe.ts';

const ORDER = 'PO-[\\d-]+';

/** Temu: buyers have a name in hashed classes and no login; what is told is the order, of its page and of the open chat. */
export const temu: Recipe = {
  format: 1,
  site: 'temu',
  grade: 'facts',
  channel: 'temu',
  nobody: [],
  exclude: ['div[data-index]', '.center-msg_text'],
  conversationInUrl: '^(?<value>[^#]+)',
  views: [
    {
      id: 'chat',
      gate: { has: ['#mms-chat-msg-resize-area'] },
      messages: ['#mms-chat-msg-resize-area'],
      orders: [
        {
          at: '#mms-chat-msg-resize-area [title^="PO-"]',
          attribute: 'title',
          pattern: `^(?<value>${ORDER})`,
        },
      ],
      chip: [],
    },
    {
      id: 'order',
      gate: { url: [`/[a-z-]+\\.html\\?(?:[^#]*&)?parent_order_sn=${ORDER}`] },
      messages: [''],
      orders: [{ url: `[?&]parent_order_sn=(?<value>${ORDER})` }],
      chip: [],
    },
  ],
};
