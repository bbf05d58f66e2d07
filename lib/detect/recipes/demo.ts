import type { Recipe } from '#lib/detect/recipe.ts';

/** The demo inbox that the team server serves at /demo/: one page, messages change without a reload. */
export const demo: Recipe = {
  format: 1,
  site: 'demo',
  grade: 'proven',
  channel: 'email',
  nobody: [{ url: ['/demo/(?:sent|drafts|compose)(?:[/?#]|$)'] }],
  exclude: ['[data-demo="body"]', '[data-demo="list"]', '[data-demo="compose"]'],
  reply: ['[data-demo="compose"] textarea'],
  answering: {
    gate: { url: ['/demo/compose(?:[/?#]|$)'], has: ['html[data-demo="inbox"]'] },
    to: { at: ['[data-demo="compose"] input[name="to"]'], address: [['', 'value']], name: [] },
  },
  conversationInUrl: '/demo/(?<value>[^?#]*)',
  views: [
    {
      id: 'conversation',
      gate: { has: ['html[data-demo="inbox"]', '[data-demo="message"]'] },
      messages: ['[data-demo="message"]'],
      sender: {
        at: ['[data-demo="from"]'],
        address: [['', 'data-address']],
        name: ['[data-demo="name"]'],
      },
      replyTo: {
        at: ['[data-demo="reply-to"]'],
        address: [['', 'data-address']],
        name: ['[data-demo="name"]'],
      },
      recipients: { at: ['[data-demo="to"]'], address: [['', 'data-address']], name: [] },
      own: ['[data-demo="account"]'],
      subject: ['[data-demo="subject"]'],
      chip: [{ at: '[data-demo="from"]', where: 'after' }],
      body: ['[data-demo="body"]'],
      picture: ['img[data-demo="picture"]'],
    },
  ],
};
