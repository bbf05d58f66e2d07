import type { Recipe } from '#lib/detect/recipe.ts';

/**
 * Telegram's two web applications. K says a chat's number in its title: people have a positive one, groups and channels a
 * negative one; Telegram's own notices come from 777000, and what has a translated title (saved messages, deleted
 * accounts) is nobody. A says the number in the page's address alone. Both numbers are the same person's; the @name, where
 * K's address shows it, is another identity of theirs.
 */
export const telegram: Recipe = {
  format: 1,
  site: 'telegram',
  grade: 'facts',
  channel: 'telegram',
  nobody: [{ has: ['.MiddleHeader .Avatar.saved-messages'] }],
  exclude: ['.bubbles', '.MessageList', '.chatlist', '#LeftColumn', '.chat-input'],
  reply: ['.input-message-input[contenteditable="true"]', '#editable-message-text'],
  conversationInUrl: '#(?<value>[^?&]+)',
  views: [
    {
      id: 'k',
      gate: { url: ['/k/'] },
      messages: ['.chat-info'],
      sender: {
        at: ['.peer-title[data-peer-id]:not([data-peer-id^="-"], [data-peer-id="777000"], :has(.i18n))'],
        address: [['', 'data-peer-id']],
        name: [''],
      },
      also: [{ at: [''], address: [{ url: '#@(?<value>\\w+)' }], name: [] }],
      chip: [{ at: '.peer-title', where: 'after' }],
      body: ['.bubbles'],
    },
    {
      id: 'a',
      gate: { url: ['/a/#[1-9]\\d*(?:[_?&]|$)'], notUrl: ['/a/#777000\\b'] },
      messages: ['#MiddleColumn .MiddleHeader'],
      sender: { at: [''], address: [{ url: '/a/#(?<value>[1-9]\\d*)' }], name: ['h3'] },
      chip: [{ at: 'h3', where: 'after' }],
      body: ['.MessageList'],
    },
  ],
};
