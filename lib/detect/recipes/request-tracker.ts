import type { People, Recipe, View } from '#lib/detect/recipe.ts';

/** Request Tracker writes people as `Name <address>`; its own users as a login and a name, which is no requester. */
const user: People = { at: [''], address: [''], name: [''] };
const basics = {
  subject: [{ at: 'h1', pattern: '#\\s?\\d+:? (?<value>.+)$' }],
  account: ['.ticket-info-basics .queue > .value', '.ticket-info-basics .value.queue'],
  status: ['.ticket-info-basics .status > .value', '.ticket-info-basics .value.status'],
  conversation: [['#page-display', 'href']],
} satisfies Partial<View>;

/**
 * Request Tracker 4 and 5 on any host: a ticket, its history, a person's page, and the pages for telephones. Who asks is
 * whom the ticket has as its requestor: who wrote an entry of the history is often a colleague. The ids of pages are
 * those of its templates, on an element that no mail can bring. What people write is in `.messagebody`; ids are taken from it, classes are not.
 */
export const requestTracker: Recipe = {
  format: 1,
  site: 'request-tracker',
  grade: 'proven',
  channel: 'email',
  nobody: [],
  exclude: ['.messagebody', '.message-header-value', 'form.inline-edit'],
  conversationInUrl: '[?&;]id=(?<value>\\d+)',
  reply: ['textarea[name="UpdateContent"]'],
  answering: {
    gate: { has: ['body#comp-Ticket-Update'] },
    to: { ...user, at: ['input[name="TxnSendMailTo"] + label > .user'] },
  },
  views: [
    {
      ...basics,
      id: 'ticket',
      gate: { has: ['body#comp-Ticket-Display'] },
      // Each requestor of the ticket by themselves: a ticket may have several.
      messages: ['.requestors > .value .user'],
      sender: user,
      chip: [],
      body: ['.history-container'],
    },
    {
      id: 'history',
      gate: { has: ['body#comp-Ticket-History'] },
      // The entry that made the ticket; where the newest stands first, whoever wrote last.
      messages: ['.history-container > .message:first-child'],
      sender: { ...user, at: ['.description > .user'] },
      subject: basics.subject,
      conversation: basics.conversation,
      chip: [{ at: '.description > .user', where: 'after' }],
      body: ['.content'],
    },
    {
      id: 'person',
      gate: { has: ['body#comp-User-Summary'] },
      messages: ['#header > h1'],
      sender: {
        at: [''],
        // A translated word, a colon, then the person.
        address: [{ at: '', pattern: '^[^:]*: (?<value>.*<[^<>]+>)$' }],
        name: [{ at: '', pattern: '^[^:]*: (?<value>.*<[^<>]+>)$' }],
      },
      chip: [{ at: '', where: 'inside' }],
    },
    {
      id: 'telephone',
      gate: { url: ['/m/ticket/show\\?'], has: ['.ticket-info-people'] },
      // Owner, requestors, two kinds of copies, in this order; only the labels, which are translated, tell them apart.
      messages: ['.ticket-info-people .entry:nth-of-type(2) > .value .user'],
      sender: user,
      subject: basics.subject,
      account: basics.account,
      status: basics.status,
      chip: [],
    },
  ],
  lists: [
    {
      gate: { has: ['body[id^="comp-"] .list-item'] },
      rows: '.list-item[data-record-id]',
      sender: { ...user, at: ['.user[data-user-id]'] },
      mark: { at: 'a[href*="/Ticket/Display.html?id="]', where: 'after' },
    },
  ],
};
