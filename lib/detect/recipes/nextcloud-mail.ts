import type { Recipe } from '#lib/detect/recipe.ts';

/**
 * Nextcloud Mail on any host. Rows of the list are `.envelope` as the messages of a thread are; only an opened message
 * is `.envelope--expanded`, and only it shows an address.
 */
export const nextcloudMail: Recipe = {
  format: 1,
  site: 'nextcloud-mail',
  grade: 'facts',
  channel: 'email',
  nobody: [],
  exclude: ['.mail-message-body', '.message-composer'],
  conversationInUrl: '/thread/(?<value>[^/?#]+)',
  views: [
    {
      id: 'thread',
      gate: { url: ['/apps/mail/[^?#]*/thread/[^/?#]+'] },
      messages: ['.envelope--expanded'],
      sender: {
        at: ['.envelope__header .sender'],
        address: ['.sender__email'],
        // The name is text of its own before the address.
        name: [{ at: '', pattern: '^(?<value>.+?) \\S+@\\S+$' }],
      },
      subject: ['#mail-thread-header-fields h2'],
      chip: [{ at: '.envelope__header .sender', where: 'after' }],
      body: ['.mail-message-body'],
    },
  ],
};
