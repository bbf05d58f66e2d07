import type { ContactView } from '#lib/messages/book.ts';
import { textOf } from '#lib/model/field.ts';
import { cleanText } from '#lib/model/text.ts';

const COMPANY =
  /[\d@&/|]|(?:^|\s)(?:sp\.|z\s?o\.?\s?o|s\.?a|gmbh|ltd|llc|inc|sarl|sas|shop|sklep|team|support)(?:\.|\s|$)/iu;

/**
 * First and last name as the channel's display name gives them (B31, B32); offered, never filled in by itself: which
 * word is which differs from country to country. Only for names of two or three plain words.
 */
export function namesOf(
  contact: Pick<ContactView, 'name' | 'senders'>,
): { first: string; last: string } | null {
  const shown = cleanText(contact.senders.find(({ name }) => name)?.name ?? contact.name);
  const words = shown.split(' ');
  if (words.length < 2 || words.length > 3 || COMPANY.test(shown) || shown.includes(',')) return null;
  return { first: words.slice(0, -1).join(' '), last: words.at(-1) ?? '' };
}

/** What may be offered for `firstName` or `lastName`; null for any other attribute, and where there is nothing to offer. */
export function proposedPart(contact: ContactView, attribute: string): string | null {
  if (attribute === 'firstName') return namesOf(contact)?.first ?? null;
  return attribute === 'lastName' ? (namesOf(contact)?.last ?? null) : null;
}

/** How somebody may be called in a greeting: by the first name they have, else the one offered, else not at all. */
export function calledName(contact: ContactView): string {
  return textOf(contact.fields, 'firstName') || (namesOf(contact)?.first ?? '');
}
