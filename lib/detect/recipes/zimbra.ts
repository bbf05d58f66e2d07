import type { Recipe } from '#lib/detect/recipe.ts';

/** `Name <address>`, or the address alone; nothing of a name alone. */
const WRITTEN = { at: '', pattern: '^(?:.*<)?(?<value>[^\\s<>]+@[^\\s<>]+)>?$' };

/**
 * Zimbra's classic interface on any host. The cell of the writer shows an address only where there is no display name,
 * or where the server is set to show both; else the name alone, and the person is picked by hand. Whoever sent on
 * somebody's behalf stands in the first cell, the person in a second one.
 */
export const zimbra: Recipe = {
  format: 1,
  site: 'zimbra',
  grade: 'facts',
  channel: 'email',
  nobody: [],
  exclude: ['.MsgBody'],
  views: [
    {
      id: 'message',
      // What no mail can bring: the page's own class and style sheet.
      gate: { has: ['html[class*="user_font_size_"], head > link[href*=",dwt,msgview,"]'] },
      messages: ['table.MsgHeaderTable[id$="_headerElement"]'],
      sender: { at: ['td[id$="_obo"]', 'td[id$="_from"]'], address: [WRITTEN], name: [''] },
      recipients: {
        at: ['tr[id$="_to"] .addrBubble', 'tr[id$="_to"] .LabelColValue'],
        address: [WRITTEN],
        name: [],
      },
      subject: ['td.SubjectCol'],
      chip: [{ at: 'td[id$="_from"]', where: 'inside' }],
      body: ['.MsgBody'],
    },
  ],
};
