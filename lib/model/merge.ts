import { readName } from '#lib/model/contact.ts';
import { isDeepEqual } from '#lib/model/deep-equal.ts';
import { sameValue, textOf, type Field, type Fields } from '#lib/model/field.ts';
import { nameKey } from '#lib/model/text.ts';

/** A contact as far as merges go. */
type Linked = { readonly id: string; readonly mergedInto?: string | null | undefined };

/**
 * The contact that stands for a merged one: merges are links, followed to their end (R7, G9). Itself where it is not
 * merged. A link to what is not there, or a circle, which no server makes, ends where it is.
 */
export function rootOf<T extends Linked>(contact: T, find: (id: string) => T | null | undefined): T {
  const seen = new Set<string>();
  let at = contact;
  while (at.mergedInto !== null && at.mergedInto !== undefined && !seen.has(at.id)) {
    seen.add(at.id);
    const next = find(at.mergedInto);
    if (!next) return at;
    at = next;
  }
  return at;
}

type Named = { id: string; name: string };
type Valued = Named & { fields: Fields };

/**
 * What a merge's record says: who, and of the survivor each value that it changed, before and after.
 * @param after the survivor with what was chosen for it
 */
export function mergeJournal(from: Named, into: Valued, after: Valued): Fields {
  const journal: Fields = { from: typed(from.id), into: typed(into.id), name: typed(from.name) };
  if (after.name !== into.name)
    Object.assign(journal, { nameBefore: typed(into.name), nameAfter: typed(after.name) });
  for (const key of new Set([...Object.keys(into.fields), ...Object.keys(after.fields)])) {
    const [was, is] = [into.fields[key], after.fields[key]];
    if (isDeepEqual(was, is)) continue;
    if (was) journal[`before/${key}`] = was;
    if (is) journal[`after/${key}`] = is;
  }
  return journal;
}

const typed = (value: string): Field => ({ value, origin: 'typed' });

/** A merge's record as far as undoing goes. */
export type MergeRecord = { id: string; fields: Fields; createdAt: string };

/**
 * A survivor's values without a merge (R7): each value that is still as the merge had left it goes back, edits made
 * since stay. Where a later merge has laid another value on top, the value to go back to is handed down to that one, so
 * that undoing that one does not bring back what this one had brought.
 * @param others the other merges of the same survivor that still stand
 * @returns its fields, and the journals of those of `others` that got something, by their ids
 */
export function takeBack(
  record: MergeRecord,
  into: { name: string; fields: Fields },
  others: readonly MergeRecord[],
): { fields: Fields; journals: Map<string, Fields> } {
  const fields = { ...into.fields };
  const later = others
    .filter(({ id, createdAt }) => id !== record.id && createdAt >= record.createdAt)
    .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  const journals = new Map<string, Fields>();
  const handDown = (beforeKey: string, afterKey: string): void => {
    const [before, after] = [record.fields[beforeKey], record.fields[afterKey]];
    const heir = later
      .map((one) => ({ id: one.id, fields: journals.get(one.id) ?? one.fields }))
      .filter((one) => one.fields[beforeKey] ?? one.fields[afterKey])
      .find((one) => sameValue(one.fields[beforeKey] ?? null, after ?? null));
    if (!heir) return;
    const { [beforeKey]: _gone, ...rest } = heir.fields;
    journals.set(heir.id, before ? { ...rest, [beforeKey]: before } : rest);
  };
  for (const key of changedKeys(record.fields)) {
    const [before, after] = [record.fields[`before/${key}`], record.fields[`after/${key}`]];
    if (!sameValue(fields[key] ?? null, after ?? null)) handDown(`before/${key}`, `after/${key}`);
    else if (before) fields[key] = before;
    else delete fields[key];
  }
  const { nameAfter } = record.fields;
  if (nameAfter && into.name !== nameAfter.value) handDown('nameBefore', 'nameAfter');
  return { fields, journals };
}

/** The fields of the survivor that a merge changed, by its record. */
export function changedKeys(journal: Fields): Set<string> {
  const keys = Object.keys(journal).flatMap((key) => /^(?:before|after)\/(.+)$/su.exec(key)?.[1] ?? []);
  return new Set(keys);
}

/** `told`: what is called otherwise than it was, because somebody took its name meanwhile. */
export type NamesAfter<T> =
  | { into: string; from: string; told: { contact: T; holder: T; name: string }[] }
  | { holder: T };

/**
 * What both are called when a merge is undone. A name that somebody took meanwhile is not taken back from them: the
 * survivor keeps the one it has, the other gets `nameIfTaken`, or nothing is undone.
 * @param holderOf whoever but the survivor has a name key now
 */
export function namesAfterUndo<T extends Named & Linked>(
  { journal, from, into }: { journal: Fields; from: T; into: T },
  nameIfTaken: string | undefined,
  holderOf: (key: string) => T | undefined,
): NamesAfter<T> {
  const told: { contact: T; holder: T; name: string }[] = [];
  const lives = (into.mergedInto ?? null) === null;
  const before = textOf(journal, 'nameBefore');
  let { name } = into;
  if (before !== '' && name === textOf(journal, 'nameAfter')) {
    const holder = lives ? holderOf(nameKey(before)) : undefined;
    if (holder) told.push({ contact: into, holder, name });
    else name = before;
  }
  const beside = (key: string) => (lives && nameKey(name) === key ? into : holderOf(key));
  const holder = beside(nameKey(from.name));
  if (!holder) return { into: name, from: from.name, told };
  const second = nameIfTaken === undefined ? null : readName(nameIfTaken);
  if (!second || 'problem' in second || beside(nameKey(second.name))) return { holder };
  return { into: name, from: second.name, told: [...told, { contact: from, holder, name: second.name }] };
}
