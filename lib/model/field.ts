import type * as z from 'zod/mini';
import type { field, fields, fieldSet, origin } from '#lib/model/field-schema.ts';
import { keptTime } from '#lib/model/times.ts';

// The shapes that `field-schema.ts` checks; it stands apart, so that what only shows them carries no schema library.
export type Origin = z.infer<typeof origin>;
export type Field = z.infer<typeof field>;
export type Fields = z.infer<typeof fields>;
export type FieldSet = z.infer<typeof fieldSet>;

/** A value that an edit replaced although its author had never seen it. */
export type Overwritten = { field: string; base: Field | null; theirs: Field | null; mine: Field | null };

/**
 * Merges an edit into a record's values: the same rule on server and client (sync.md, section 6). Different fields
 * merge in silence; where someone else changed the same field meanwhile, the edit wins and what it replaced is
 * returned, to be kept as a conflict. A value nobody typed never replaces one that somebody did (G27); of first and
 * last times the right one stays (`times.ts`).
 * @param base the values the editor saw, for the keys of `set`
 */
export function mergeFields(
  current: Fields,
  set: FieldSet,
  base: FieldSet,
): { fields: Fields; overwritten: Overwritten[] } {
  const merged: Fields = { ...current };
  const overwritten: Overwritten[] = [];
  for (const [key, mine] of Object.entries(set)) {
    const theirs = current[key] ?? null;
    if (theirs?.origin === 'typed' && mine !== null && mine.origin !== 'typed') continue;
    const time = theirs && mine && keptTime(key, theirs, mine);
    if (time) {
      merged[key] = time;
      continue;
    }
    if (!sameValue(theirs, base[key] ?? null) && !sameValue(theirs, mine))
      overwritten.push({ field: key, base: base[key] ?? null, theirs, mine });
    if (mine === null) delete merged[key];
    else merged[key] = mine;
  }
  return { fields: merged, overwritten };
}

/** Whether two values read the same to a person; where they came from does not count. */
export function sameValue(a: Field | null, b: Field | null): boolean {
  return JSON.stringify(a?.value ?? null) === JSON.stringify(b?.value ?? null);
}

/** The text of a field, or '' where it has none. */
export function textOf(fields: Fields, key: string): string {
  const value = fields[key]?.value;
  return typeof value === 'string' ? value : '';
}

/** The members of a set that is spread over keys: `members(fields, 'tag')` gives the ids behind `tag/`. */
export function members(fields: Fields, set: string): string[] {
  const prefix = `${set}/`;
  return Object.keys(fields)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
}
