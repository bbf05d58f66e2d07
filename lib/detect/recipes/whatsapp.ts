import type { Recipe } from '#lib/detect/recipe.ts';

const TITLES = ['[data-testid="conversation-info-header-chat-title"]', 'header span[title]'];
/** A number as WhatsApp writes one that is in nobody's contacts; a nickname, however it looks, has no + and digits alone. */
const NUMBER = '^(?<value>\\+[\\d ()./-]{6,24})$';
/** `[10:05, 21.11.2026] +48 600 700 800: ` */
const WRITER = '\\] (?<value>\\+[\\d ()./-]{6,24}):\\s*$';
const INCOMING = '[data-id^="false_"][data-id*="@c.us"]';
const OF_A_PERSON = '^false_(?<value>\\d{6,15}@c\\.us)(?:_|$)';

/**
 * WhatsApp Web, whose address never changes. Who writes is known by their number alone: from the ids of incoming rows
 * where these still carry it, else from the title of the chat, which is the number as long as nobody saved it. The title
 * of a saved contact is the agent's own nickname for them, that of a group its subject, which any member can set: its
 * members stand below it, with commas. Quoted messages carry other people's names.
 */
export const whatsapp: Recipe = {
  format: 1,
  site: 'whatsapp',
  grade: 'facts',
  channel: 'whatsapp',
  nobody: [{ has: ['#main [data-id*="@g.us"]'] }],
  // A chat within a chat is none.
  exclude: ['#pane-side', '.copyable-text > *', '#main footer', '#main [id="main"]'],
  reply: ['#main footer [contenteditable="true"]'],
  views: [
    {
      id: 'rows',
      gate: { url: ['^https://web\\.whatsapp\\.com/'], has: [`#main ${INCOMING}`] },
      messages: ['#main'],
      sender: {
        at: [`${INCOMING}:has([data-pre-plain-text])`, INCOMING],
        address: [{ at: '', attribute: 'data-id', pattern: OF_A_PERSON }],
        name: [
          {
            at: '[data-pre-plain-text]',
            attribute: 'data-pre-plain-text',
            pattern: '\\] (?<value>.+):\\s*$',
          },
        ],
      },
      // Rows of two people: a chat that was open before is still there.
      confirm: [{ at: INCOMING, attribute: 'data-id', pattern: OF_A_PERSON }],
      chip: [{ at: 'header span[title]', where: 'after' }],
      body: ['[data-testid="conversation-panel-messages"]'],
    },
    {
      id: 'title',
      gate: { hasNot: ['#main header [title*=", "]'] },
      messages: ['#main'],
      sender: { at: TITLES, address: [{ at: '', pattern: NUMBER }], name: [''] },
      // In a group, rows are from other numbers than the one it calls itself.
      confirm: [{ at: '[data-pre-plain-text]', attribute: 'data-pre-plain-text', pattern: WRITER }],
      chip: [
        { at: '[data-testid="conversation-info-header-chat-title"]', where: 'after' },
        { at: 'header span[title]', where: 'after' },
      ],
      body: ['[data-testid="conversation-panel-messages"]', '[role="application"]'],
    },
  ],
};
