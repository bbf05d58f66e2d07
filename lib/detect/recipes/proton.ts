import type { Recipe } from '#lib/detect/recipe.ts';

/**
 * Proton Mail. The writer's element carries the address in its text and once more in its `title`: where the two differ,
 * nobody is shown. List rows have a `message-column:sender-address` of their own, recipients a `recipients:item-...`.
 * What a message says is a sandboxed frame.
 */
export const proton: Recipe = {
  format: 1,
  site: 'proton',
  grade: 'facts',
  channel: 'email',
  nobody: [{ url: ['/u/\\d+/(?:sent|all-sent|drafts|all-drafts|outbox|scheduled)(?:[/?#]|$)'] }],
  exclude: ['iframe[data-testid="content-iframe"]', '[data-testid="message-content:body"]'],
  conversationInUrl: '/u/\\d+/[^/?#]+/(?<value>[^/?#]+)',
  views: [
    {
      id: 'conversation',
      gate: { url: ['/u/\\d+/[^/?#]+/[^/?#]+'] },
      messages: ['[data-testid^="message-view-"]'],
      sender: {
        at: ['[data-testid="recipients:sender"]'],
        address: ['[data-testid="recipient-address"]', ['', 'title'], ['', 'href']],
        name: ['[data-testid="recipient-label"]'],
      },
      recipients: {
        at: ['[data-testid^="recipients:item-"]'],
        address: [{ at: '', attribute: 'data-testid', pattern: '^recipients:item-(?<value>.+)$' }],
        name: [],
      },
      confirm: [['[data-testid="recipients:sender"]', 'title']],
      own: [
        // `Inbox | user@host | Proton Mail`
        { at: 'head > title', pattern: '^.* \\| (?<value>[^\\s|@]+@[^\\s|@]+) \\| [^|@]*$' },
        ['[data-testid="userdropdown:label:email"]', 'title'],
      ],
      subject: ['[data-testid="conversation-header:subject"]'],
      chip: [{ at: '[data-testid="recipients:sender"]', where: 'after' }],
      body: ['iframe[data-testid="content-iframe"]', '[data-testid="message-content:body"]'],
    },
  ],
};
