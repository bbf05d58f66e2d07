import { z } from 'zod';

/**
 * Where a value came from. A person's typing wins over everything else (law 1, B39, G27).
 * `page`: read from an inbox page; `derived`: worked out from another value; `api`: posted by other software.
 */
export const origin = z.enum(['typed', 'page', 'derived', 'api']).catch('api');
export type Origin = z.infer<typeof origin>;
// An origin that a newer version adds is carried as it came; here it counts for no more than one that nobody typed.
const carried = z.string().max(32).catch('api') as unknown as typeof origin;

const json = z.union([
  z.string().max(20_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(2000)).max(1000),
]);

/** One value of a record, with its origin. Newer versions may add to it; what they add is carried. */
export const field = z.looseObject({ value: json, origin: carried });
export type Field = z.infer<typeof field>;

/**
 * A record's values by attribute. What is a set is spread over keys of its own, so that two people who add to it
 * at once lose nothing: `email/<key>`, `phone/<key>`, `tag/<id>`, `integration/<id>`.
 */
export const fields = z.record(z.string().min(1).max(400), field);
export type Fields = z.infer<typeof fields>;

/** What an edit sets; null takes a value away. */
export const fieldSet = z.record(z.string().min(1).max(400), field.nullable());
export type FieldSet = z.infer<typeof fieldSet>;

/** A value that an edit replaced although its author had never seen it. */
export type Overwritten = { field: string; base: Field | null; theirs: Field | null; mine: Field | null };

/**
 * Merges an edit into a record's values: the same rule on server and client (sync.md, section 6). Different fields
 * merge in silence; where someone else changed the same field meanwhile, the edit wins and what it replaced is
 * returned, to be kept as a conflict. A value nobody typed never replaces one that somebody did (G27).
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
