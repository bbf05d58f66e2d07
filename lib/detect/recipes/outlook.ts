import type { Recipe } from '#lib/detect/recipe.ts';

/** `label: Name<address>`, or the address alone; the label is translated, and some languages write a wide colon. */
const LABELLED = '^[^:：@<>]{1,40}[:：]\\s*(?<value>.*@.*)$';

/**
 * Outlook on the web, whose classes are made anew with every build. A message is what its opened body, a `document`,
 * stands in; its writer's address is in the label of a span where the page knows it at all, and beside in that span's
 * text: both must say the same. Recipients are labelled alike, in a well of their own. Where only a name is shown,
 * nobody is.
 */
export const outlook: Recipe = {
  format: 1,
  site: 'outlook',
  grade: 'facts',
  channel: 'email',
  nobody: [{ url: ['/mail/(?:[0-9]+/)?(?:sentitems|drafts|outbox|compose|deeplink/compose)(?:[/?#]|$)'] }],
  exclude: ['[role="document"]', '[id^="UniqueMessageBody"]', '[data-testid="RecipientWell"]', '#MailList'],
  conversationInUrl: '(?:/id/|[?&](?:item)?id=)(?<value>[^/?&#]+)',
  views: [
    {
      id: 'message',
      gate: { has: ['[data-app-section="MailReadCompose"]'] },
      messages: ['[data-app-section="MailReadCompose"] :has(> [role="document"])'],
      sender: {
        at: ['[role="region"] > span[aria-label*="@"]'],
        address: [{ at: '', attribute: 'aria-label', pattern: LABELLED }],
        name: [{ at: '', attribute: 'aria-label', pattern: LABELLED }],
      },
      confirm: ['[role="region"] > span[aria-label*="@"] > span'],
      own: [
        ['[id^="primaryMailboxRoot"]', 'data-folder-name'],
        ['[id^="primaryMailboxRoot"]', 'title'],
      ],
      subject: ['[role="main"] [role="heading"][aria-level="2"]'],
      chip: [{ at: '[role="region"] > span[aria-label*="@"]', where: 'after' }],
      body: ['[role="document"]'],
    },
  ],
};
