import { isEmail } from '#lib/model/email.ts';
import { cleanText } from '#lib/model/text.ts';
import { addressIn } from '#lib/detect/person.ts';
import type { Selector, Source } from '#lib/detect/recipe.ts';
import { AFTER_LABEL, EMAIL, LOGIN, MAILTO, PHONE } from '#lib/teach/patterns.ts';

/**
 * What an element that was pointed at says, and how it is taken out of it. `attribute`: where it does not stand in the
 * text; `pattern`: where more is said than the value.
 */
export type Value = { value: string; attribute?: string; pattern?: string };

const CARRIERS = ['href', 'data-email', 'data-mail', 'data-address', 'email', 'title', 'aria-label', 'value'];
const LONGEST = 200;

/**
 * The e-mail address that an element shows or carries, where it is one alone, in every way in which it is told there:
 * what is carried first, since a name may stand in the text with the next person. Empty: none, several, or pages of text.
 */
export function emailsOf(element: Element): Value[] {
  const text = textOf(element);
  const shown = emailsIn(text);
  if (shown.length > 1 || (shown.length === 1 && text.length > LONGEST)) return [];
  const carried = isField(element)
    ? []
    : CARRIERS.flatMap((attribute) => carriedIn(element, attribute) ?? []);
  const [said] = shown;
  const inText: Value[] = said === undefined ? [] : [shownIn(element, text, said)];
  const [first] = [...inText, ...carried];
  return [...carried, ...inText].filter(({ value }) => value.toLowerCase() === first?.value.toLowerCase());
}

/** The e-mail address that an element shows or carries, where it is one alone. */
export function emailOf(element: Element): Value | null {
  return emailsOf(element)[0] ?? null;
}

/** `Maja <maja@poczta.example>` is taken apart by the reader, also where the name poses as another address. */
function shownIn(element: Element, text: string, said: string): Value {
  if (addressIn(text) !== said) return { value: said, pattern: EMAIL };
  return isField(element) ? { value: said, attribute: 'value' } : { value: said };
}

/** Where another address may stand one day, though this element has none: a title over a name that poses as one. */
export const ELSEWHERE: readonly Omit<Value, 'value'>[] = [
  { attribute: 'title', pattern: EMAIL },
  { attribute: 'href', pattern: MAILTO },
];

function carriedIn(element: Element, attribute: string): Value | null {
  const held = element.getAttribute(attribute) ?? '';
  const [only, ...others] = emailsIn(held);
  if (only === undefined || others.length > 0) return null;
  const pattern = held.startsWith('mailto:') ? MAILTO : EMAIL;
  return held === only ? { value: only, attribute } : { value: only, attribute, pattern };
}

/**
 * A login or a number, by which one person alone is known. Null: words with blanks between are a name, which several may
 * bear.
 */
export function loginOf(element: Element): Value | null {
  const words = wordsOf(element);
  if (!words) return null;
  const pattern = [LOGIN, PHONE].find((one) => new RegExp(one, 'u').test(words.value));
  return pattern === undefined ? null : words.pattern === undefined ? { ...words, pattern } : words;
}

/** A login, a name, a title, a number: what an element says, without the label it begins with. Null: nothing, or pages. */
export function wordsOf(element: Element): Value | null {
  const text = textOf(element);
  if (text === '' || text.length > LONGEST) return null;
  if (isField(element)) return { value: text, attribute: 'value' };
  const first = [...element.childNodes].find((node) => node.nodeValue?.trim() !== '');
  const label = first?.nodeType === 3 ? /^\s*(?<label>\p{L}[^:@\d]{0,39}):\s*\S/u.exec(text) : null;
  if (!label) return { value: text };
  return { value: cleanText(text.slice(text.indexOf(':') + 1)), pattern: AFTER_LABEL };
}

/** A value as a recipe's source. */
export function sourceOf(at: Selector, { attribute, pattern }: Value): Source {
  if (pattern !== undefined) return { at, ...(attribute === undefined ? {} : { attribute }), pattern };
  return attribute === undefined ? at : [at, attribute];
}

function emailsIn(text: string): string[] {
  const found = [...text.slice(0, 4000).matchAll(new RegExp(EMAIL, 'gu'))].map(
    ({ groups }) => groups?.value ?? '',
  );
  return [...new Set(found.filter((one) => isEmail(one)))];
}

function textOf(element: Element): string {
  const value: unknown = isField(element) ? Reflect.get(element, 'value') : element.textContent;
  return cleanText(typeof value === 'string' ? value.slice(0, 4000) : '');
}

function isField(element: Element): boolean {
  return /^(?:input|select)$/u.test(element.localName);
}
