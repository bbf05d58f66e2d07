import type { Recipe } from '#lib/detect/recipe.ts';

/** mail.ru. The writer stands in `.letter__author`; the recipients' line uses the same elements, and so do list rows. */
export const mailru: Recipe = {
  format: 1,
  site: 'mailru',
  grade: 'facts',
  channel: 'email',
  nobody: [{ url: ['^https://e\\.mail\\.ru/(?:sent|drafts|outbox|templates|compose)(?:[/?#]|$)'] }],
  exclude: ['.letter-body', '.compose-app'],
  conversationInUrl: '^https://e\\.mail\\.ru/[^/?#]+/(?<value>[^/?#]+)',
  views: [
    {
      id: 'letter',
      gate: { url: ['^https://e\\.mail\\.ru/[^/?#]+/[^/?#]*:[^/?#]+'] },
      messages: ['.letter'],
      sender: {
        at: ['.letter__author .letter-contact', '.letter__author .letter__contact-item'],
        address: [['', 'title']],
        name: [''],
      },
      own: [
        '#PH_user-email',
        { at: '[data-testid="whiteline-account"] span', pattern: '^(?<value>\\S+@\\S+)$' },
      ],
      subject: ['h2.thread__subject'],
      chip: [{ at: '.letter__author', where: 'inside' }],
      body: ['.letter-body'],
    },
  ],
};
