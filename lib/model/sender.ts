import type * as z from 'zod/mini';
import { channelFacts } from '#lib/model/channel.ts';
import { emailKey, isSharedAddress } from '#lib/model/email.ts';
import { readPhone } from '#lib/model/phone.ts';
import type { sender, senderDetails } from '#lib/model/sender-schema.ts';
import { profileKey } from '#lib/model/profile.ts';
import { cleanText, foldText } from '#lib/model/text.ts';

// The shapes that `sender-schema.ts` checks; it stands apart, so that what only shows them carries no schema library.
export type SenderDetails = z.infer<typeof senderDetails>;
export type Sender = z.infer<typeof sender>;

export type SenderProblem =
  | 'empty'
  | 'too_long'
  | 'not_an_email'
  | 'not_a_phone'
  | 'phone_needs_country'
  | 'shared_address';

/**
 * The identity key of a sender (law 2): e-mail by `emailKey`, phone as E.164, a profile by `profileKey`, a login
 * lower-cased and width-folded.
 * @param country for a national phone number: ISO alpha-2, or null when unknown
 * @returns the key, or why there is none
 */
export function senderKey(
  channel: string,
  value: string,
  country: string | null = null,
): { key: string } | { problem: SenderProblem } {
  const text = cleanText(value);
  if (text === '') return { problem: 'empty' };
  if (text.length > 320) return { problem: 'too_long' };
  switch (channelFacts(channel).kind) {
    case 'email':
      return emailSenderKey(text);
    case 'phone':
      return phoneSenderKey(text, country);
    case 'profile':
      return { key: emailKey(text) ?? profileKey(channel, text) };
    default:
      // A relay address stands in for the login where a marketplace shows nothing better.
      return { key: emailKey(text) ?? cleanText(text.normalize('NFKC')).toLowerCase() };
  }
}

function emailSenderKey(text: string): { key: string } | { problem: SenderProblem } {
  if (isSharedAddress(text)) return { problem: 'shared_address' };
  const key = emailKey(text);
  return key === null ? { problem: 'not_an_email' } : { key };
}

function phoneSenderKey(text: string, country: string | null): { key: string } | { problem: SenderProblem } {
  const phone = readPhone(text, country);
  if (phone) return { key: phone.e164 };
  const digits = text.replace(/\D/gu, '');
  const national = country === null && !/^(?:\+|00)/u.test(text) && digits.length >= 5 && digits.length <= 15;
  return { problem: national && !/\p{L}/u.test(foldText(text)) ? 'phone_needs_country' : 'not_a_phone' };
}
