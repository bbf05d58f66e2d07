import type { SenderView } from '#lib/messages/book.ts';
import { emailKey } from '#lib/model/email.ts';
import type { Requester } from '#lib/model/requester.ts';

/**
 * Whether a sender is the one a requester writes from. The book has recognised the contact already; this only tells
 * which of its senders it was, without the weight of the rules for phone numbers.
 */
export function isWrittenBy(sender: SenderView, { channel, address }: Requester): boolean {
  const shown = address.trim();
  if (sender.channel !== channel || shown === '') return false;
  const keys = [shown.normalize('NFKC').toLowerCase(), emailKey(shown)];
  return sender.value === shown || keys.includes(sender.key) || sameNumber(sender.key, shown);
}

function sameNumber(key: string, shown: string): boolean {
  const digits = shown.replace(/\D/gu, '').replace(/^0+/u, '');
  return key.startsWith('+') && digits.length >= 7 && key.endsWith(digits);
}
