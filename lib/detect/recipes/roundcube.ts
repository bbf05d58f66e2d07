import type { People, Recipe } from '#lib/detect/recipe.ts';

/** A name as mail headers write it: in quotation marks where it has a comma. */
const NAMED = '(?:"[^"]*" ?|[^<,"]*)';
// A header cell's people: `.rcmContactAddress` where the address is valid, plain text in the print view.
const people = (cell: string): People => ({
  at: [`td.header.${cell} .rcmContactAddress`, `td.header.${cell} .adr`],
  address: [['', 'title'], ''],
  name: [''],
});

/**
 * Roundcube 1.4 to 1.6 on any host, skins elastic, larry and classic: message page, own window, print view, and the
 * preview pane, which is a frame of its own. The writer is taken from the cell `from` of the full headers: the short
 * headers, whose cells all stand in one row, show the recipient instead in the Sent folder. Bodies, and messages attached to them, stand in #messagebody;
 * Roundcube renames the ids and classes of a mail, and the zone holds all the same.
 */
export const roundcube: Recipe = {
  format: 1,
  site: 'roundcube',
  grade: 'proven',
  channel: 'email',
  nobody: [
    { url: ['[?&]_task=(?!mail(?:&|#|$))'] },
    { url: ['[?&]_action=(?!(?:show|preview|print)(?:&|#|$))'] },
    { url: ['[?&]_mbox=(?:[^&#]*(?:[./]|%2[FfEe]))?(?:Sent|Drafts?|Templates|Outbox)(?:[+ ]|%20|&|#|$)'] },
  ],
  exclude: ['#messagebody', '.message-part', '.message-htmlpart', '.message-partheaders', '#messagelist'],
  reply: ['textarea[name="_message"]'],
  answering: {
    gate: { url: ['[?&]_action=compose(?:&|#|$)'], has: ['textarea[name="_to"]'] },
    // The text that the page came with: `Name <address>` of everybody who is answered, the writer first.
    to: {
      at: ['textarea[name="_to"]'],
      address: [{ at: '', pattern: `^(?:${NAMED}<)?(?<value>[^<>,\\s"]+@[^<>,\\s"]+)` }],
      name: [{ at: '', pattern: `^(?<value>${NAMED})<` }],
    },
  },
  views: [
    {
      id: 'message',
      // By its address: on another application's page a mail may bring along the header of this one.
      gate: { url: ['[?&]_action=(?:show|preview|print)(?:&|#|$)'], has: ['td.header'] },
      messages: ['#message-header', '#messageheader', 'table.headers-table'],
      sender: {
        ...people('from'),
        at: ['td.header.from:last-child .rcmContactAddress', 'td.header.from:last-child .adr'],
      },
      replyTo: people('replyto'),
      recipients: people('to'),
      confirm: [
        ['.header-summary .rcmContactAddress', 'title'],
        ['td.header.from:not(:last-child) .rcmContactAddress', 'title'],
      ],
      own: ['.username'],
      subject: [
        'td.header.subject',
        // The heading carries a spoken label and a button: the document's title says the subject alone.
        { at: 'head > title', pattern: '^.*? :: (?<value>.+)$' },
      ],
      conversation: [
        ['a.extwin[href*="_uid="]', 'href'],
        ['#messagelinks > a[href*="_uid="]', 'href'],
      ],
      chip: [
        { at: '.header-summary .adr', where: 'after' },
        { at: 'td.header.from .adr', where: 'after' },
        // Where the name is made of characters that cannot be seen, there is nothing to stand beside.
        { at: '.header-summary > span', where: 'inside' },
      ],
      body: ['#messagebody'],
      // What the address book has of them; a drawing of nobody stands in its place where it has none.
      picture: ['img.contactphoto[src*="_action=photo"]', '#contactphoto img[src*="_action=photo"]'],
    },
  ],
  lists: [
    {
      // The columns of a folder of what was sent show whom it went to.
      gate: {
        url: ['[?&]_task=mail(?:&|#|$)'],
        notUrl: ['[?&]_mbox=(?:[^&#]*(?:[./]|%2[FfEe]))?(?:Sent|Drafts?|Templates|Outbox)(?:[+ ]|%20|&|#|$)'],
      },
      rows: '#messagelist > tbody > tr.message',
      sender: { at: ['.fromto .rcmContactAddress'], address: [['', 'title'], ''], name: [''] },
      mark: { at: '.fromto .adr', where: 'before' },
    },
  ],
};
