import type { Recipe, View } from '#lib/detect/recipe.ts';

/** The comment that is being answered, in the list: its form stands below it. A row that is being changed is hidden. */
const ANSWERED = 'tr.comment:not(.bypostauthor, [style*="none"]):has(+ #replyrow)';
const site = { account: ['#wp-admin-bar-site-name > a'] } satisfies Partial<View>;

/**
 * WordPress's comments on any host: one that is changed or approved, and one that is answered in the list, where the
 * agent says which of the people on the page is meant. Whoever wrote the article is no stranger to it. The form's fields,
 * the list's rows and their classes have held since version 3. Of a comment, WordPress leaves links and words in bold.
 */
export const wordpress: Recipe = {
  format: 1,
  site: 'wordpress',
  grade: 'proven',
  channel: 'email',
  nobody: [],
  exclude: ['.column-comment', '.comment-content', '#postdiv'],
  conversationInUrl: '/comment\\.php\\?(?:.*&)?c=(?<value>\\d+)',
  reply: ['#replycontent'],
  views: [
    {
      ...site,
      id: 'comment',
      gate: { url: ['/wp-admin/comment\\.php\\?'], has: ['body.wp-admin #namediv #email'] },
      messages: ['#namediv'],
      sender: { at: [''], address: [['#email', 'value']], name: [['#name', 'value']] },
      subject: ['.misc-pub-response-to a'],
      status: ['#comment-status-display'],
      chip: [{ at: '.edit-comment-author', where: 'inside' }],
      body: ['#postdiv'],
    },
    {
      ...site,
      id: 'moderation',
      gate: { url: ['/wp-admin/comment\\.php\\?'], has: ['body.wp-admin .comment-ays'] },
      messages: ['.comment-ays'],
      // The second row is the address, where there is one.
      sender: { at: [''], address: ['tr:nth-child(2) > td'], name: ['tr:first-child > td'] },
      subject: ['a[href*="post.php"]'],
      chip: [{ at: 'tr:first-child > td', where: 'inside' }],
      body: ['.comment-content'],
    },
    {
      ...site,
      id: 'answer',
      gate: { has: ['body.wp-admin #the-comment-list > #replyrow'] },
      messages: ['#the-comment-list'],
      sender: {
        at: [`${ANSWERED} > .column-author`],
        address: [':scope > a[href^="mailto:"]'],
        name: [':scope > strong'],
      },
      chip: [{ at: `${ANSWERED} > .column-author > strong`, where: 'after' }],
      body: [`${ANSWERED} > .column-comment`],
    },
  ],
  lists: [
    {
      gate: { has: ['body.wp-admin #the-comment-list > tr.comment'] },
      rows: '#the-comment-list > tr.comment:not(.bypostauthor)',
      sender: {
        at: ['.column-author'],
        address: [':scope > a[href^="mailto:"]'],
        name: [':scope > strong'],
      },
      mark: { at: '.column-author > strong', where: 'after' },
    },
  ],
};
