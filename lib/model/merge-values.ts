import { sameValue, textOf, type Field, type Fields, type FieldSet } from '#lib/model/field.ts';
import { nameKey } from '#lib/model/text.ts';
import { isKeptTime, keptTime } from '#lib/model/times.ts';

type Valued = { name: string; fields: Fields };

/** A key with room for the `before/` and `after/` under which a merge's record keeps it. */
const KEY_LIMIT = 390;

/** What is worked out from both, as times are (`times.ts`), so that nobody need choose. */
const SUMS = new Set(['webSessions', 'pageViews', 'secondsSpent', 'chats']);
/** Of the latest session that told them (X15): each carries its time. */
const OF_A_SESSION = new Set(['hostName', 'ip', 'operatingSystem', 'browser']);
/** What a person would see no difference in, or has no words for. */
const NOT_ASKED = new Set(['primaryEmail', 'primaryPhone']);

/**
 * What a survivor gets so that it has what both had (B19): members of sets, values it has none for, and what is worked
 * out from both. Values that both have stay its own. The name it does not get is kept as an alias (X13).
 * @param name what the survivor is called after it
 */
export function mergedValues(from: Valued, into: Valued, name: string = into.name): FieldSet {
  const set: FieldSet = {};
  for (const [key, theirs] of Object.entries(from.fields)) {
    const own = into.fields[key];
    const after = own ? workedOut(key, own, theirs) : theirs;
    if (key.length <= KEY_LIMIT && after !== own) set[key] = after;
  }
  for (const other of [from.name, into.name])
    if (nameKey(other) !== nameKey(name)) set[`alias/${other}`] ??= { value: other, origin: 'derived' };
  return set;
}

/** The fields that both have, with another value each, and that a person can choose between (G6). */
export function choicesBetween(from: Fields, into: Fields): string[] {
  return Object.keys(into).filter((key) => {
    const [own, theirs] = [into[key], from[key]];
    if (!own || !theirs || sameValue(own, theirs) || NOT_ASKED.has(key) || isOfASet(key)) return false;
    return !isWorkedOut(key);
  });
}

/** Sets are spread over keys (`tag/<id>`); a team's own attributes have a key like that and one value each. */
function isOfASet(key: string): boolean {
  return key.includes('/') && !key.startsWith('custom/');
}

function isWorkedOut(key: string): boolean {
  return isKeptTime(key) || SUMS.has(key) || OF_A_SESSION.has(key);
}

function workedOut(key: string, own: Field, theirs: Field): Field {
  const time = keptTime(key, own, theirs);
  if (time) return time;
  if (OF_A_SESSION.has(key)) return timeOf(theirs) > timeOf(own) ? theirs : own;
  if (SUMS.has(key) && typeof own.value === 'number' && typeof theirs.value === 'number')
    return { ...own, value: own.value + theirs.value };
  return own;
}

function timeOf({ at }: Field): string {
  return typeof at === 'string' ? at : '';
}

/** The contact that a merge would make, for whoever wants to see it first (G6). */
export function mergePreview(from: Valued, into: Valued, name: string, chosen: FieldSet): Valued {
  const fields: Fields = { ...into.fields };
  for (const [key, value] of Object.entries({ ...mergedValues(from, into, name), ...chosen }))
    if (value) fields[key] = value;
    else delete fields[key];
  return { name, fields };
}

/** Aliases of a contact, as they were written (X13). */
export function aliasesOf(fields: Fields): string[] {
  return Object.keys(fields)
    .filter((key) => key.startsWith('alias/'))
    .map((key) => textOf(fields, key) || key.slice('alias/'.length));
}
