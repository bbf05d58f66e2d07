import type { Recipe, View } from '#lib/detect/recipe.ts';

/** Of one kind of thread, which stands in the address. */
const threads = (kind: string): Pick<View, 'gate' | 'messages' | 'account' | 'chip'> => ({
  gate: { url: [`[?&]thread_type=${kind}(?:&|#|$)`] },
  messages: ['[role="main"]', ''],
  // The company's page that it came to (R3).
  account: [{ url: '[?&]asset_id=(?<value>\\d+)' }, { url: '[?&]mailbox_id=(?<value>\\d+)' }],
  chip: [{ at: '', where: 'inside' }],
});

/**
 * Meta Business Suite's inbox. Nothing on the page is dependable, not even a name. With Messenger's threads the number in
 * the address is the customer's, and is theirs for this page alone; with Instagram's it is the thread's, so that the
 * person is picked by hand.
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
  views: [
    {
      ...threads('FB_MESSAGE'),
      id: 'messenger',
      sender: { at: [''], address: [{ url: '[?&]selected_item_id=(?<value>\\d{5,20})(?:&|#|$)' }], name: [] },
    },
    { ...threads('IG_MESSAGE'), id: 'instagram' },
  ],
};
