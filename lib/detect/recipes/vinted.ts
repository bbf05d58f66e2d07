import type { Recipe } from '#lib/detect/recipe.ts';

const MEMBER = 'a[href*="/member/"]:not(:is(header, nav, footer) *)';
const LOGIN = '/member/\\d+-(?<value>[^/?#]+)';

/** Vinted's inbox: the heading of a thread links to the profile of whom it is with; the page's own heading to one's own. */
export const vinted: Recipe = {
  format: 1,
  site: 'vinted',
  grade: 'facts',
  channel: 'vinted',
  nobody: [],
  exclude: ['.inbox-page__block--sidebar', '.thread__messages-wrapper'],
  conversationInUrl: '/inbox/(?<value>\\d+)',
  views: [
    {
      id: 'thread',
      // The list stands beside every thread; where it cannot be told, its links would be taken for the heading's.
      gate: {
        url: ['/inbox/\\d+'],
        has: [':has(> .inbox-page__block--sidebar)', ':has(> .thread__messages-wrapper)', MEMBER],
      },
      messages: [''],
      sender: { at: [MEMBER], address: [{ at: '', attribute: 'href', pattern: LOGIN }], name: [] },
      own: [{ at: 'header a[href*="/member/"]', attribute: 'href', pattern: LOGIN }],
      chip: [{ at: MEMBER, where: 'after' }],
      body: ['.thread__messages-wrapper'],
    },
  ],
};
