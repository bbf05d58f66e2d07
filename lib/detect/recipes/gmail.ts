import type { Recipe } from '#lib/detect/recipe.ts';

const byAttributes = { address: [['', 'email'] as const], name: [['', 'name'] as const, ''] };
const LISTS = 'inbox|starred|snoozed|sent|drafts|outbox|imp|important|scheduled|all|spam|trash|chats';

/**
 * Gmail: conversation (also popped out into a window, and in the reading pane) and print view. A message is `.ads`,
 * and `.adn` when it is opened, `.adf` when it is folded; all carry their writer in `td.gF`, in attributes that have held
 * from 2014 to 2026. Recipients, rows, composers and the quick-reply avatar use the same attributes, so the cell is
 * what counts. `.kx` are messages folded away altogether. Gmail keeps conversations that were open before in the
 * page, hidden.
 */
export const gmail: Recipe = {
  format: 1,
  site: 'gmail',
  grade: 'proven',
  channel: 'email',
  nobody: [
    { url: ['#(?:settings|contacts|chat|meet|compose|create-filter)(?:/|\\?|$)'] },
    // A list's address with a conversation on the page: only the reading pane shows both.
    { url: [`#(?:${LISTS})(?:/p\\d+)?(?:\\?|$)`], hasNot: ['.aia .ads', 'table.message'] },
    {
      url: ['#(?:search|label|category|advanced-search)/[^/?]+(?:/p\\d+)?(?:\\?|$)'],
      hasNot: ['.aia .ads', 'table.message'],
    },
  ],
  exclude: ['.ii', '.a3s', '.kx', '[gh="tl"]', '.aoI', 'table.message td td'],
  reply: ['.Am[contenteditable="true"]'],
  conversationInUrl: '#(?:[^?]*/)?(?<value>[^/?]*)',
  views: [
    {
      id: 'print',
      gate: { has: ['table.message'] },
      messages: ['table.message'],
      sender: {
        at: [':scope > tbody > tr:first-child > td:first-child:not(:last-child)'],
        address: [''],
        name: ['b', ''],
      },
      replyTo: {
        at: ['.recipient > .replyto'],
        // A translated label, a colon, then the person; a comma would begin a second one.
        address: [{ at: '', pattern: '^[^:]*:\\s*(?<value>[^,]*)' }],
        name: [{ at: '', pattern: '^[^:]*:\\s*(?<value>[^,]*)' }],
      },
      own: ['.bodycontainer > table td[align="right"] b'],
      subject: ['.maincontent > table:not(.message) b'],
      chip: [{ at: ':scope > tbody > tr:first-child > td:first-child b', where: 'after' }],
    },
    {
      id: 'conversation',
      gate: {},
      // Single classes: on a page of 10,000 rows a browser finds them a hundred times faster than lists of selectors.
      messages: ['.ads', '.adn'],
      sender: { at: ['td.gF span[email]', 'h3.iw span[email]', 'span.gD[email]'], ...byAttributes },
      recipients: { at: ['.hb span[email]'], ...byAttributes },
      own: [
        // `Subject - user@host - Gmail`: the last address between dashes, since a subject may hold one as well.
        { at: 'head > title', pattern: '^(?:.* - )?(?<value>[^\\s@]+@[^\\s@]+) - [^@]*$' },
        {
          at: 'a[href^="https://accounts.google."][aria-label*="@"]',
          attribute: 'aria-label',
          pattern: '\\((?<value>[^()\\s]+@[^()\\s]+)\\)\\s*$',
        },
        // The quick-reply box shows the person who would answer.
        ['img.bofPge[jid]', 'jid'],
      ],
      subject: ['h2.hP'],
      chip: [
        { at: 'h3.iw span.go', where: 'after' },
        { at: 'td.gF span[email]', where: 'after' },
        { at: 'span.gD[email]', where: 'after' },
      ],
      body: ['.ii'],
    },
  ],
  lists: [
    {
      gate: { notUrl: ['#(?:sent|drafts|outbox|scheduled)(?:/|\\?|$)'] },
      rows: '[gh="tl"] .zA',
      sender: { at: ['.yW [email]'], ...byAttributes },
      mark: { at: '.yW > :first-child', where: 'before' },
    },
  ],
};
