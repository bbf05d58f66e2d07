import type { People, Recipe, View } from '#lib/detect/recipe.ts';

const FROM = '#msgHeaderFrom > td > a';
const TO = '#msgHeaderTo > td > a';
/** Sent and Drafts, whose names are written in base64: by themselves, below `INBOX.` and below `INBOX/`. */
const SENT = '(?:#(?:msg|mbox):|[?&]mailbox=)(?:SU5CT1gu|SU5CT1gv)?(?:U2VudA|RHJhZnRz)(?:[;&=%]|$)';
/** People by name, their addresses in `title`. */
const named = (...at: string[]): People => ({ at, address: [['', 'title']], name: [''] });
const WRITE_TO = 'td.msgheader a[href^="javascript:void("]';
const page = (file: string, name: string) => `/${file}\\.php\\?(?:[^#]*&)?page=${name}(?:&|#|$)`;

/** The pane below the list. Its header stands there twice, folded and opened, one of them hidden. */
const preview: View = {
  id: 'preview',
  gate: { url: [page('dynamic', 'mailbox')] },
  messages: ['#previewMsg'],
  sender: named(FROM, '#msgHeadersColl .from > a'),
  recipients: named(TO),
  confirm: [['#msgHeadersColl .from > a', 'title']],
  subject: ['#msgHeaders .subject', '#msgHeadersColl .subject'],
  chip: [
    { at: '#msgHeadersColl .from > a', where: 'after' },
    { at: FROM, where: 'after' },
  ],
  body: ['.messageBody'],
};

/** A window of one message. Who sent it on is named in the same cell, one floor below. */
const own: View = {
  id: 'window',
  gate: { url: [page('dynamic', 'message')] },
  messages: ['#msgData'],
  sender: named(FROM),
  replyTo: named('#msgHeaderReplyTo > td > a'),
  recipients: named(TO),
  subject: ['#msgHeaders .subject'],
  chip: [{ at: FROM, where: 'after' }],
  body: ['.messageBody'],
};

/**
 * Who has no name stands there by their address, without a `title`: believed only where the page shows that it writes
 * titles, since else an address is what somebody calls themselves.
 */
const unnamed = (view: View): View => ({
  ...view,
  id: `${view.id}-unnamed`,
  gate: { ...view.gate, has: [`${FROM}:not([title])`, `${TO}[title]`] },
  sender: { at: [`${FROM}:not([title])`], address: [''], name: [] },
});

/** The page without scripts, which names its rows in words alone: From is the first that has people. */
const basic: View = {
  id: 'basic',
  gate: { url: [page('basic', 'message')] },
  messages: [''],
  sender: {
    at: [WRITE_TO],
    address: [''],
    name: [''],
  },
  chip: [{ at: WRITE_TO, where: 'after' }],
  body: ['.messageBody'],
};

/**
 * Horde's mail, IMP 6, on any host: its pages of today and the one without scripts. What somebody wrote as HTML stands
 * in a frame of its own, with all its ids and classes; plain text and attached messages stand in `.messageBody`. Only the
 * window shows Reply-To in a row that can be told from others.
 */
export const horde: Recipe = {
  format: 1,
  site: 'horde',
  grade: 'proven',
  channel: 'email',
  nobody: [{ url: [SENT] }],
  exclude: ['.messageBody', '.vpRow'],
  conversationInUrl: '(?:#msg:|[?&]buid=)(?<value>[^&#]+)',
  views: [unnamed(preview), preview, unnamed(own), own, basic],
  lists: [
    {
      gate: { url: [page('dynamic', 'mailbox')], notUrl: [SENT] },
      rows: '.vpRow:not(.horde-table-header)',
      sender: { at: ['.msgFrom[title]'], address: [['', 'title']], name: [''] },
      mark: { at: '.msgFrom', where: 'inside' },
    },
  ],
};
