import type { People, Recipe } from '#lib/detect/recipe.ts';

const SENT = '#/mailbox/(?:[^/]*[./])?(?:Sent|Drafts?|Templates|Outbox)(?:/|$)';
/** The cell behind a label of the full headers, which stand in the page though they are folded away; one person only. */
const cell = (label: string): People => ({
  at: [`[data-i18n="GLOBAL/${label}"] + td`],
  address: [{ at: '', pattern: '^(?<value>[^,]+)$' }],
  name: [{ at: '', pattern: '^(?<value>[^,]+)$' }],
});

/**
 * SnappyMail (once RainLoop) on any host. It writes every message into the same elements, and the address of the page
 * need not change with it. Bodies of messages opened before stay, hidden, beside the one that is shown: nothing is read
 * of any. A window of one message is written by script into an empty page, where no extension is, and one opened by
 * its address alone is shown by the application without whoever wrote it.
 */
export const snappymail: Recipe = {
  format: 1,
  site: 'snappymail',
  grade: 'proven',
  channel: 'email',
  nobody: [{ url: [SENT] }, { has: ['#V-PopupsCompose[open]'] }],
  exclude: ['.bodyText', '.b-text-part', '.messageListItem'],
  conversationInUrl: '#/mailbox/(?<value>[^?]+)',
  views: [
    {
      id: 'message',
      gate: { has: ['body#rl-app'] },
      messages: ['#V-MailMessageView .b-message', '#V-MailMessageView'],
      sender: {
        at: ['.informationShort .from[title]', '[data-i18n="GLOBAL/FROM"] + td'],
        address: [['', 'title'], ''],
        name: [['', 'title'], ''],
      },
      replyTo: cell('REPLY_TO'),
      recipients: cell('TO'),
      confirm: ['[data-i18n="GLOBAL/FROM"] + td'],
      own: [
        ['.accountPlace', 'title'],
        ['[role="menu"] a.email-title', 'title'],
      ],
      subject: ['.messageItemHeader .subject'],
      // What follows may be the address of a message opened before.
      conversation: [{ url: '^(?<value>[^#]+)' }],
      chip: [{ at: '.informationShort .from', where: 'after' }],
      body: ['.bodyText'],
    },
  ],
  lists: [
    {
      gate: { has: ['body#rl-app'], notUrl: [SENT] },
      rows: '.messageListItem',
      sender: { at: ['.senderParent[title]'], address: [['', 'title']], name: [''] },
      mark: { at: '.senderParent', where: 'inside' },
    },
  ],
};
