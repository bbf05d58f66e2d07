import type { Target } from './target.ts';

/** What columns with logins are called; the others of a contact are `HEADER_WORDS`. */
export const SENDER_WORDS: Readonly<Record<Target, readonly string[]>> = {
  'sender/allegro': ['allegro', 'login allegro', 'allegro login', 'nick allegro', 'pseudo allegro'],
  'sender/ebay': ['ebay', 'ebay username', 'ebay login', 'pseudo ebay', 'login ebay'],
  'sender/amazon': ['amazon', 'amazon buyer id'],
  'sender/etsy': ['etsy', 'etsy login'],
  'sender/olx': ['olx', 'olx login', 'login olx'],
  'sender/mirakl': ['mirakl'],
  'sender/messenger': ['messenger'],
  'sender/whatsapp': ['whatsapp', 'whatsapp number', 'numero whatsapp', 'numer whatsapp'],
  'sender/telegram': ['telegram'],
  'sender/vinted': ['vinted'],
  'sender/shopee': ['shopee'],
  'sender/temu': ['temu'],
  'sender/kaufland': ['kaufland'],
  'sender/erli': ['erli'],
  'sender/octopia': ['octopia'],
  'sender/leboncoin': ['leboncoin'],
};
