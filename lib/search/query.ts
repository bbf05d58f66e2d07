import { foldText } from '#lib/model/text.ts';
import { digitsOf } from '#lib/search/pack.ts';

/**
 * What is searched for: every word must be found somewhere in a contact (AND). A word is a list of forms of which one
 * is enough: a phone number is found as its digits, with or without its leading zeros (A37).
 */
export type Query = readonly (readonly string[])[];

/** Longer than any name; what is pasted beyond it cannot be found anyway. */
const LONGEST = 300;
const NUMBER = /^[+(\d][\d\s().\-/+]*$/u;

/** Reads what a person typed. An empty list for nothing: every contact matches. */
export function readQuery(text: string): Query {
  const folded = foldText(text.slice(0, LONGEST));
  if (NUMBER.test(folded)) return [formsOfNumber(folded)];
  return folded === '' ? [] : [...new Set(folded.split(' '))].map((word) => [word]);
}

function formsOfNumber(folded: string): string[] {
  const digits = digitsOf(folded);
  // A national number's leading 0, or an international one's 00, is not part of the E.164 it is stored as.
  const significant = digits.replace(/^0+/u, '');
  return [...new Set([folded, digits, ...(significant.length >= 3 ? [significant] : [])])].filter(
    (form) => form !== '',
  );
}

/** Whether all that `narrower` finds is among what `wider` found, so that only those need be looked at again. */
export function isNarrower(narrower: Query, wider: Query): boolean {
  return wider.length > 0 && wider.every((forms) => narrower.some((word) => covers(word, forms)));
}

/** Whether whatever holds a form of `word` holds one of `forms`, too. */
function covers(word: readonly string[], forms: readonly string[]): boolean {
  return word.every((longer) => forms.some((form) => longer.includes(form)));
}
