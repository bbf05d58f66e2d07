import type { Recipe, View } from '#lib/detect/recipe.ts';

/** A thread's kind stands in the address, and so does the customer's number: the one that the page knows them by. */
const thread = (kind: string, channel: string): View => ({
  id: channel,
  gate: { url: [`[?&]thread_type=${kind}(?:&|#|$)`] },
  messages: ['[role="main"]', ''],
  sender: {
    at: [''],
    address: [{ url: '[?&]selected_item_id=(?<value>\\d{5,20})(?:&|#|$)' }],
    name: [],
    channel,
  },
  // The company's page that it came to (R3).
  account: [{ url: '[?&]asset_id=(?<value>\\d+)' }],
  chip: [{ at: '', where: 'inside' }],
});

/**
 * Meta Business Suite's inbox: Messenger and Instagram of a company's page. Nothing in the page is dependable, not even
 * a name; the customer's number is in the address, and is theirs for this page alone.
 */
export const businessSuite: Recipe = {
  format: 1,
  site: 'business-suite',
  grade: 'facts',
  channel: 'messenger',
  nobody: [{ notUrl: ['^https://business\\.facebook\\.com/latest/inbox/'] }],
  exclude: ['[role="textbox"]'],
  reply: ['[role="textbox"][contenteditable="true"]'],
  conversationInUrl: '[?&]selected_item_id=(?<value>\\d+)',
  views: [thread('FB_MESSAGE', 'messenger'), thread('IG_MESSAGE', 'instagram')],
};
