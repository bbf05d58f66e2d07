import type { People, Recipe, View } from '#lib/detect/recipe.ts';

/** A name with its address in `title`; without a name the text is the address, and there is no title. */
const links = (...at: string[]): People => ({ at, address: [['', 'title'], ''], name: [''] });
const FROM = '#msgHeaderFrom > td > a';
const TO = '#msgHeaderTo > td > a';
const page = (file: string, name: string) => `/${file}\\.php\\?(?:[^#]*&)?page=${name}(?:&|#|$)`;

/** The pane below the list. Its header stands there twice, folded and opened, one of them hidden. */
const preview: View = {
  id: 'preview',
  gate: { url: [page('dynamic', 'mailbox')] },
  messages: ['#previewMsg'],
  sender: links(FROM, '#msgHeadersColl .from > a'),
  recipients: links(TO),
  confirm: [['#msgHeadersColl .from > a', 'title']],
  subject: ['#msgHeaders .subject', '#msgHeadersColl .subject'],
  chip: [
    { at: '#msgHeadersColl .from > a', where: 'after' },
    { at: FROM, where: 'after' },
  ],
  body: ['#messageBody'],
};

/** A window of one message. Who sent it on is named in the same cell, one floor below. */
const own: View = {
  id: 'window',
  gate: { url: [page('dynamic', 'message')] },
  messages: ['#msgData'],
  sender: links(FROM),
  recipients: links(TO),
  subject: ['#msgHeaders .subject'],
  chip: [{ at: FROM, where: 'after' }],
  body: ['#messageBody'],
};

/** The page without scripts, which names its rows in words alone: From is the first that has people. */
const basic: View = {
  id: 'basic',
  gate: { url: [page('basic', 'message')] },
  messages: [''],
  sender: {
    at: ['td.msgheader a[href^="javascript:void(HordePopup"]'],
    address: [''],
    name: [''],
  },
  chip: [{ at: 'td.msgheader a[href^="javascript:void(HordePopup"]', where: 'after' }],
};

/**
 * Horde's mail, IMP 6, on any host: its pages of today and the one without scripts. What somebody wrote as HTML stands
 * in a frame of its own, with all its ids and classes; plain text and attached messages stand in `#messageBody`.
 */
export const horde: Recipe = {
  format: 1,
  site: 'horde',
  grade: 'facts',
  channel: 'email',
  nobody: [
    // Mailboxes are named in base64: Sent and Drafts, by themselves, below `INBOX.` and below `INBOX/`.
    { url: ['(?:#msg:|[?&]mailbox=)(?:SU5CT1gu|SU5CT1gv)?(?:U2VudA|RHJhZnRz)(?:[;&=%]|$)'] },
  ],
  exclude: ['#messageBody', '.vpRow'],
  conversationInUrl: '(?:#msg:|[?&]buid=)(?<value>[^&#]+)',
  views: [preview, own, basic],
  lists: [
    {
      gate: { url: [page('dynamic', 'mailbox')] },
      rows: '.vpRow:not(.horde-table-header)',
      sender: { at: ['.msgFrom[title]'], address: [['', 'title']], name: [''] },
      mark: { at: '.msgFrom', where: 'inside' },
    },
  ],
};
