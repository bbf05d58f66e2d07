import type { Recipe } from '#lib/detect/recipe.ts';

const LINK = 'a[href]';
/** The address of somebody's profile; what else stands right below facebook.com has a word of its own. */
const WHO =
  '^(?:https://www\\.facebook\\.com)?/(?:profile\\.php\\?id=)?(?!(?:messages|marketplace|groups|events|pages|stories|watch|help|privacy|policies|settings|photo|share|reels?|friends|notifications|bookmarks|login|business|hashtag|media|videos|business_help)(?:[./?#]|$))(?<value>[\\w.]{5,64})/?(?:[?&#].*)?$';

/**
 * Messenger, on facebook.com and on its own site. All classes are hashes, so that roles count. The number in the address
 * is a thread's, and only sometimes a person's: who writes is told by the link to their profile in the head of the
 * thread. A group's head has none, and where two profiles stand beside the messages, nobody is shown.
 */
export const messenger: Recipe = {
  format: 1,
  site: 'messenger',
  grade: 'facts',
  channel: 'messenger',
  nobody: [],
  exclude: [
    '[role="navigation"]',
    '[role="grid"]',
    '[role="log"]',
    '[role="row"]',
    '[role="article"]',
    '[data-scope="messages_table"]',
    '[role="textbox"]',
  ],
  reply: ['[role="main"] [role="textbox"][contenteditable="true"]'],
  conversationInUrl: '/t/(?<value>[^/?#]+)',
  views: [
    {
      id: 'thread',
      gate: {
        url: ['^https://(?:www\\.)?(?:facebook\\.com/messages|messenger\\.com)/(?:e2ee/|requests/)?t/\\d+'],
      },
      messages: ['[role="main"]'],
      sender: {
        at: [`${LINK}:has(h2)`, `${LINK}:has(span)`],
        address: [{ at: '', attribute: 'href', pattern: WHO }],
        name: ['h2', 'span'],
      },
      confirm: [{ at: LINK, attribute: 'href', pattern: WHO }],
      chip: [
        { at: `${LINK}:has(h2)`, where: 'after' },
        { at: `${LINK}:has(span)`, where: 'after' },
      ],
      body: ['[role="main"] [role="grid"]', '[role="main"] [role="log"]'],
    },
  ],
};
