import type { CustomType } from '#lib/model/attribute.ts';
import type { Field } from '#lib/model/field.ts';
import { cleanText } from '#lib/model/text.ts';

/** UTF-16 units of a text, an option or a link. */
export const CUSTOM_LIMIT = 2000;

/** What of an attribute of the team's own says which values it takes (G16). */
export type CustomShape = { type: CustomType; options: readonly string[] };

export type CustomProblem = 'not_a_number' | 'not_a_date' | 'not_an_option' | 'not_a_link' | 'value_too_long';
/** `value` null: there is none, the field is taken away. */
export type CustomRead = { value: Field['value'] | null } | { problem: CustomProblem };

/**
 * Reads what a person typed into an attribute of the team's own: text cleaned, a number with either decimal mark, a date
 * as `YYYY-MM-DD`, an option by its text, a link with its scheme, a box ticked as 'true'. Nothing typed is no value.
 */
export function readCustom(shape: CustomShape, typed: string): CustomRead {
  const text = cleanText(typed);
  if (text === '') return { value: null };
  if (text.length > CUSTOM_LIMIT) return { problem: 'value_too_long' };
  return READ[shape.type](text, shape.options);
}

/** Why a value that is there, or is to be set, is none for this attribute; null where it is one. */
export function customProblem(shape: CustomShape, value: Field['value']): CustomProblem | null {
  if (shape.type === 'checkbox') return typeof value === 'boolean' ? null : 'not_an_option';
  if (shape.type === 'number') return Number.isFinite(value) ? null : 'not_a_number';
  if (typeof value !== 'string') return 'not_an_option';
  const read = readCustom(shape, value);
  return 'problem' in read ? read.problem : null;
}

const READ: Record<CustomType, (text: string, options: readonly string[]) => CustomRead> = {
  text: (text) => ({ value: text }),
  number: readNumber,
  date: (text) => (isDay(text) ? { value: text } : { problem: 'not_a_date' }),
  list: (text, options) => (options.includes(text) ? { value: text } : { problem: 'not_an_option' }),
  link: readLink,
  checkbox: (text) => ({ value: text === 'true' ? true : null }),
};

// 1 234,50 · 1,234.50 · 1'234.5 · -12: the last mark that stands once divides, unless three digits follow another mark.
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/u;

function readNumber(text: string): CustomRead {
  const bare = text.replaceAll(/[\s'’\u00A0\u202F]/gu, '').replace('−', '-');
  const [dot, comma] = [bare.lastIndexOf('.'), bare.lastIndexOf(',')];
  const both = dot !== -1 && comma !== -1;
  const plain = both
    ? dot > comma
      ? bare.replaceAll(',', '')
      : bare.replaceAll('.', '').replace(',', '.')
    : bare.replace(',', '.');
  const value = NUMBER.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? { value } : { problem: 'not_a_number' };
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? Date.parse(text) : Number.NaN;
  // The 31st of April is the first of May to `Date`.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Only what a browser opens as a page: `javascript:` and its like are no links. */
function readLink(text: string): CustomRead {
  const link =
    /^[a-z][a-z0-9+.-]*:/iu.test(text) && !/^[^/:]+:\d+(?:\/|$)/u.test(text) ? text : `https://${text}`;
  if (!URL.canParse(link)) return { problem: 'not_a_link' };
  const { protocol, hostname } = new URL(link);
  const isPage = protocol === 'https:' || protocol === 'http:';
  return isPage && (hostname.includes('.') || hostname === 'localhost')
    ? { value: link }
    : { problem: 'not_a_link' };
}
