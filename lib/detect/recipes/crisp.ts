import type { Recipe } from '#lib/detect/recipe.ts';

const EMAIL = '.c-conversation-profile__email';

/** Crisp, the chat of many shops: the profile beside a conversation shows the visitor's address, where they left one. */
export const crisp: Recipe = {
  format: 1,
  site: 'crisp',
  grade: 'facts',
  channel: 'email',
  nobody: [],
  exclude: [],
  conversationInUrl: '/inbox/(?<value>session_[^/?#]+)',
  views: [
    {
      id: 'conversation',
      gate: { url: ['/inbox/session_'] },
      messages: [EMAIL],
      sender: { at: [''], address: [''], name: [] },
      chip: [{ at: '', where: 'after' }],
    },
  ],
};
