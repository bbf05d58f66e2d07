import type { Recipe } from '#lib/detect/recipe.ts';

/** `Name <address>`, or the address alone; nothing of a name alone. */
const WRITTEN = { at: '', pattern: '^(?:.*<)?(?<value>[^\\s<>]+@[^\\s<>]+)>?$' };

/**
 * Yahoo Mail, and AOL Mail, which is the same application: the reading pane, full or beside the list. Every opened
 * message is a card of its own; its writer stands in `message-from`, and the same pills stand in list rows, in the
 * composer and in the recipients' line. Folders 2 and 3 are Sent and Drafts in every account.
 */
export const yahoo: Recipe = {
  format: 1,
  site: 'yahoo',
  grade: 'facts',
  channel: 'email',
  nobody: [{ url: ['/d/(?:compose|folders/[23])(?:[/?#]|$)'] }],
  exclude: ['[data-test-id="message-view-body-content"]', '[data-test-id="rte"]'],
  reply: ['[data-test-id="rte"]'],
  conversationInUrl: '/messages/(?<value>[^/?#]+)',
  views: [
    {
      id: 'conversation',
      gate: { url: ['/d/[^?#]*/messages/[^/?#]+'] },
      messages: ['[data-test-id="message-view"]'],
      sender: {
        at: ['[data-test-id="message-from"] [data-test-id="email-pill"]', '[data-test-id="message-from"]'],
        address: [['[title*="@"]', 'title'], ['', 'data-email'], WRITTEN],
        name: ['[title*="@"]', ''],
      },
      recipients: {
        at: ['[data-test-id="message-to"] [data-test-id="email-pill"]'],
        address: [['[title*="@"]', 'title']],
        name: [],
      },
      // `(8 unread) - user@host - Yahoo Mail`
      own: [{ at: 'head > title', pattern: '^(?:.* - )?(?<value>[^\\s@]+@[^\\s@]+) - [^@]*$' }],
      subject: ['[data-test-id="message-group-subject-text"]'],
      chip: [{ at: '[data-test-id="message-from"]', where: 'after' }],
      body: ['[data-test-id="message-view-body-content"]'],
    },
  ],
};
