import type { Recipe } from '#lib/detect/recipe.ts';

const LINK = 'a[href^="/"]';
const WHO =
  '^/(?!(?:direct|explore|reels?|accounts|p|stories|about|legal|web|tv)/)(?<value>[A-Za-z0-9._]{1,30})/$';

/**
 * Instagram's Direct. Who writes is told by the link to their profile in the head of the thread; rows of messages link to
 * whatever was shared, and the list of threads has rows too. A group's head links to nobody, or to several people.
 */
export const instagram: Recipe = {
  format: 1,
  site: 'instagram',
  grade: 'facts',
  channel: 'instagram',
  nobody: [],
  exclude: ['[role="navigation"]', '[role="grid"]', '[role="row"]', '[role="textbox"]'],
  reply: ['[role="main"] [role="textbox"][contenteditable="true"]'],
  conversationInUrl: '/direct/t/(?<value>[^/?#]+)',
  views: [
    {
      id: 'thread',
      gate: { url: ['^https://www\\.instagram\\.com/direct/t/[^/?#]+'] },
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
      body: ['[role="main"] [role="grid"]'],
    },
  ],
};
