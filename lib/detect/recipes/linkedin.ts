import type { Recipe } from '#lib/detect/recipe.ts';

const WHO = '/in/(?<value>[^/?#]+)';
const BUBBLE = '.msg-overlay-conversation-bubble';

/**
 * LinkedIn's messages: the page of a thread, and the one window that lies open over any other page; where several do,
 * nobody can tell which of them is meant. The link in the head leads to the profile, often by an id instead of the name
 * in its address. A group's head has no link.
 */
export const linkedin: Recipe = {
  format: 1,
  site: 'linkedin',
  grade: 'facts',
  channel: 'linkedin',
  nobody: [],
  exclude: ['.msg-s-message-list-content', '.msg-conversation-listitem', '.msg-form'],
  reply: ['.msg-form [contenteditable="true"]'],
  conversationInUrl: '/messaging/thread/(?<value>[^/?#]+)',
  views: [
    {
      id: 'thread',
      gate: { url: ['/messaging/thread/[^/?#]+'] },
      messages: ['a.msg-thread__link-to-profile'],
      sender: {
        at: [''],
        address: [{ at: '', attribute: 'href', pattern: WHO }],
        name: ['h2.msg-entity-lockup__entity-title'],
      },
      chip: [{ at: '', where: 'after' }],
      body: ['.msg-s-message-list-content'],
    },
    {
      id: 'window',
      gate: { notUrl: ['/messaging/thread/'], has: [BUBBLE] },
      messages: [`${BUBBLE}:not(${BUBBLE}--is-minimized)`],
      alone: true,
      sender: {
        at: ['.msg-overlay-bubble-header__title a[href*="/in/"]'],
        address: [{ at: '', attribute: 'href', pattern: WHO }],
        name: [''],
      },
      chip: [{ at: '.msg-overlay-bubble-header__title', where: 'after' }],
      body: ['.msg-s-message-list-content'],
    },
  ],
};
