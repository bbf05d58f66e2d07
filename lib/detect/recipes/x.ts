import type { People, Recipe } from '#lib/detect/recipe.ts';

const LINK = 'a[href^="/"]';
const HANDLE = {
  at: '',
  attribute: 'href',
  pattern:
    '^/(?!(?:home|explore|search|settings|messages|notifications|i|compose|jobs|premium)$)(?<value>\\w{1,15})$',
} as const;
const person: People = { at: [`${LINK}:has(span)`], address: [HANDLE], name: ['span'] };

/**
 * Direct messages on X: the chat of today, and the messages of before. Only conversations of two have both people's numbers
 * in their address. The other is whoever the head links to; shared posts in messages link to anybody.
 */
export const x: Recipe = {
  format: 1,
  site: 'x',
  grade: 'facts',
  channel: 'x',
  nobody: [],
  exclude: [
    '[data-testid="dm-message-list"]',
    '[data-testid="messageEntry"]',
    '[data-testid="DMDrawer"]',
    '[data-testid="dmComposerTextInput"]',
    '[data-testid="DmScrollerContainer"] [data-testid="DmActivityContainer"]',
  ],
  reply: ['[data-testid="dmComposerTextInput"]'],
  conversationInUrl: '/(?:i/chat|messages)/(?<value>[^/?#]+)',
  views: [
    {
      id: 'chat',
      gate: { url: ['/i/chat/\\d+-\\d+(?:[/?#]|$)'] },
      messages: ['[data-testid="dm-conversation-header"]'],
      sender: person,
      confirm: [{ ...HANDLE, at: LINK }],
      chip: [{ at: `${LINK}:has(span)`, where: 'after' }],
      body: ['[data-testid="dm-message-list"]'],
    },
    {
      id: 'messages',
      gate: { url: ['/messages/\\d+-\\d+(?:[/?#]|$)'] },
      messages: ['[data-testid="DmActivityContainer"]'],
      sender: person,
      confirm: [{ ...HANDLE, at: LINK }],
      chip: [{ at: `${LINK}:has(span)`, where: 'after' }],
      body: ['[data-testid="DmScrollerContainer"]'],
    },
  ],
};
