import { readCustom, type CustomRead } from '#lib/model/custom-value.ts';
import { cleanText } from '#lib/model/text.ts';
import type { RowKind } from '#components/contact/attribute-row.ts';

const PROFILES: Partial<Record<string, string>> = {
  twitter: 'https://x.com/',
  instagram: 'https://www.instagram.com/',
};

/** Reads what was typed for an attribute that is one line; a user name with or without its @ or address (E29). */
export function readTyped(kind: RowKind, typed: string): CustomRead | { problem: 'not_a_handle' } {
  if (kind === 'handle') return readHandle(typed);
  const type = kind === 'link' || kind === 'number' || kind === 'date' ? kind : 'text';
  return readCustom({ type, options: [] }, typed);
}

function readHandle(typed: string): CustomRead | { problem: 'not_a_handle' } {
  const bare = cleanText(typed)
    .replace(/^(?:https?:\/\/)?(?:www\.)?(?:x|twitter|instagram)\.com\//iu, '')
    .replace(/^@/u, '')
    .replace(/[/?#].*$/u, '');
  if (bare === '') return { value: null };
  return /^[\w.]{1,64}$/u.test(bare) ? { value: bare } : { problem: 'not_a_handle' };
}

/** Where a value leads: a web page, a profile; null for what is no address. Never `javascript:` or its like (law 9). */
export function linkOf(key: string, kind: RowKind, value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const profile = PROFILES[key];
  if (kind === 'handle' && profile) return `${profile}${encodeURIComponent(value)}`;
  return kind === 'link' && /^https?:\/\//iu.test(value) ? value : null;
}
