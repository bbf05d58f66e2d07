import { RECIPE_FORMAT, type Recipe } from '#lib/detect/recipe.ts';

/** A recipe as pointing makes it, for an invented help desk. @param path where its messages stand */
export const someRecipe = (path = 'cases', host = 'desk\\.lampka\\.example'): Recipe => ({
  format: RECIPE_FORMAT,
  site: 'taught',
  channel: 'email',
  grade: 'taught',
  nobody: [],
  exclude: ['[contenteditable="true"]', '[data-role="letter"]'],
  conversationInUrl: `^https://${host}(?<value>/${path}/[^/?#]+)`,
  views: [
    {
      id: 'taught',
      gate: { url: [`^https://${host}/${path}/[^/?#]+/?(?:[?#]|$)`] },
      messages: [''],
      sender: {
        at: ['@a[href^="mailto:"] out 2', '@span:label("e-mail") next 1 out 2'],
        address: ['@a[href^="mailto:"]', ['@a[href^="mailto:"]', 'href']],
        name: ['@span:label("klient") next 1'],
      },
      confirm: ['@a[href^="mailto:"]'],
      orders: ['@b'],
      chip: [{ at: '@main h1', where: 'after' }],
    },
  ],
});
