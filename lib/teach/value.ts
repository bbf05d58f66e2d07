import { isEmail } from '#lib/model/email.ts';
import { cleanText } from '#lib/model/text.ts';
import type { Selector, Source } from '#lib/detect/recipe.ts';

/**
 * What an element that was pointed at says, and how it is taken out of it. `attribute`: where it does not stand in the
 * text; `pattern`: where more is said than the value.
 */
export type Value = { value: string; attribute?: string; pattern?: string };

/** An address that stands in a longer text; its characters are told apart, so that it cannot take long. */
export const EMAIL = String.raw`(?:^|[^\w.%+'-])(?<value>[\w.%+'-]{1,64}@[\w-]{1,63}\.[\w.-]{0,200}\w)`;
export const MAILTO = '^mailto:(?<value>[^?]{1,320})';
export const AFTER_LABEL = '^[^:]{1,60}:(?<value>.{1,500})$';
const CARRIERS = ['href', 'data-email', 'data-mail', 'data-address', 'email', 'title', 'aria-label', 'value'];
const LONGEST = 200;

/** The e-mail address that an element shows or carries, where it is one alone. Null: none, or several. */
export function emailOf(element: Element): Value | null {
  const text = textOf(element);
  if (isEmail(text)) return isField(element) ? { value: text, attribute: 'value' } : { value: text };
  const shown = emailsIn(text);
  if (shown.length > 1) return null;
  if (shown[0] !== undefined) return { value: shown[0], pattern: EMAIL };
  for (const attribute of CARRIERS) {
    const held = element.getAttribute(attribute) ?? '';
    const [only, ...others] = emailsIn(held);
    if (only === undefined || others.length > 0) continue;
    const pattern = held.startsWith('mailto:') ? MAILTO : EMAIL;
    return held === only ? { value: only, attribute } : { value: only, attribute, pattern };
  }
  return null;
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
