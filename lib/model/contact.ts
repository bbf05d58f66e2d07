import { cleanText, nameKey } from '#lib/model/text.ts';

export const NAME_LIMIT = 200;

export type NameProblem = 'empty' | 'too_long';

/** Cleans a name for storing, or says why it is none: nothing but spaces or invisible characters, or over 200 UTF-16 units. */
export function readName(text: string): { name: string } | { problem: NameProblem } {
  const name = cleanText(text);
  if (nameKey(name) === '') return { problem: 'empty' };
  return name.length > NAME_LIMIT ? { problem: 'too_long' } : { name };
}

/** The short, readable id shown beside a name (B3): stable, made of the record's own id, so that offline it is there at once. */
export function shortId(id: string): string {
  return `C-${id.replaceAll('-', '').slice(-6).toUpperCase()}`;
}
