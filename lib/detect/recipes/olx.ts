import type { Recipe } from '#lib/detect/recipe.ts';

const NAME = '[data-testid="username"]';

/**
 * OLX, one application in six countries. The name above a thread is no login, since many bear it: only where it links to a
 * profile is it known who that is. Without, the name is told and the person picked by hand.
 */
export const olx: Recipe = {
  format: 1,
  site: 'olx',
  grade: 'facts',
  channel: 'olx',
  nobody: [],
  exclude: ['[data-testid^="conversations-list-item-"]', '[data-testid="messages-list-container"]'],
  reply: ['textarea[name="message.text"]'],
  views: [
    {
      id: 'thread',
      gate: { url: ['/myaccount/answers/'], has: [NAME] },
      messages: [`a:has(${NAME})`, NAME],
      sender: {
        at: [''],
        address: [{ at: '', attribute: 'href', pattern: '/(?:user|uzytkownik)/(?<value>[A-Za-z0-9]+)' }],
        name: [''],
      },
      subject: ['[data-testid="ad-details-title"]', '[data-testid="context-title"]'],
      chip: [{ at: '', where: 'after' }],
      body: ['[data-testid="messages-list-container"]'],
    },
  ],
};
