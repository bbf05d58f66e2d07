import type { Recipe } from '#lib/detect/recipe.ts';

/**
 * Tuta. No ids and no test ids, and classes that style rather than name; the structure of the header is what counts:
 * in the part that opens the details, the first small line is `Name <address>` of the writer. Who the message went to,
 * and who really sent it, stand in other lines and in the details.
 */
export const tuta: Recipe = {
  format: 1,
  site: 'tuta',
  grade: 'facts',
  channel: 'email',
  nobody: [],
  // The body follows the head it belongs to.
  exclude: ['#mail-body', '.header.selectable ~ *'],
  conversationInUrl: '/mail/[^/?#]+/(?<value>[^/?#]+)',
  views: [
    {
      id: 'mail',
      gate: { url: ['/mail/[^/?#]+/[^/?#]+'] },
      messages: ['.header.selectable'],
      sender: {
        at: [':scope > [role="button"][aria-expanded] > .small:first-child > span.text-break'],
        address: [''],
        name: [''],
      },
      chip: [{ at: ':scope > [role="button"] > .small > span.text-break', where: 'after' }],
      body: ['#mail-body'],
    },
  ],
};
