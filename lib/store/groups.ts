import { textOf } from '#lib/model/field.ts';
import type { ContactRow, RecordRow } from '#lib/protocol/rows.ts';
import type { BookDb, MergedContact } from './db.ts';

/** Whether a contact is a link to another. Rows that an older version kept say nothing of it. */
export function isMerged(row: ContactRow | null): row is MergedContact {
  return (row?.mergedInto ?? null) !== null;
}

/**
 * The contacts that stand for these: each itself, or the survivor of its merges (R7). What is no merged contact here
 * stands for itself, also where it is not here at all.
 * @returns the survivor's id by each id asked for
 */
export async function survivorsOf(db: BookDb, ids: Iterable<string>): Promise<Map<string, string>> {
  const survivors = new Map([...ids].map((id) => [id, id]));
  const seen = new Set<string>();
  for (let open = new Set(survivors.keys()); open.size > 0;) {
    const asked = [...open];
    const links = new Map<string, string>();
    for (const row of await linksOf(db, asked)) links.set(row.id, row.mergedInto);
    for (const id of asked) seen.add(id);
    for (const [id, at] of survivors) survivors.set(id, links.get(at) ?? at);
    // A circle, which no server makes, ends where it closes.
    open = new Set([...links.values()].filter((id) => !seen.has(id)));
  }
  return survivors;
}

/** All that are merged into each of these contacts, directly or by way of others, by that contact's id. */
export async function mergedInto(db: BookDb, ids: Iterable<string>): Promise<Map<string, MergedContact[]>> {
  const groups = new Map<string, MergedContact[]>();
  const owner = new Map([...ids].map((id) => [id, id]));
  for (let open = [...owner.keys()]; open.length > 0;) {
    const found = (await linksTo(db, open)).filter(({ id }) => !owner.has(id));
    for (const row of found) {
      const root = owner.get(row.mergedInto) ?? row.mergedInto;
      owner.set(row.id, root);
      groups.set(root, [...(groups.get(root) ?? []), row]);
    }
    open = found.map(({ id }) => id);
  }
  return groups;
}

/** Of more contacts than this, it is asked first whether anything is merged: mostly nothing is. */
const FEW = 4;

/** Those of these contacts that are merged into others. */
async function linksOf(db: BookDb, ids: readonly string[]): Promise<MergedContact[]> {
  if (ids.length > FEW && !(await hasMerged(db))) return [];
  return (await db.merged.bulkGet([...ids])).filter((row) => row !== undefined);
}

/** Those that are merged into one of these contacts. */
async function linksTo(db: BookDb, ids: readonly string[]): Promise<MergedContact[]> {
  if (ids.length > FEW && !(await hasMerged(db))) return [];
  return db.merged.where('mergedInto').anyOf(ids).toArray();
}

/** Whether anything here is merged at all; mostly nothing is, and then nobody need be asked. */
export async function hasMerged(db: BookDb): Promise<boolean> {
  return (await db.merged.limit(1).primaryKeys()).length > 0;
}

/**
 * The records of merges, made or undone, that one of these contacts is in. Read from among all: there are few, and none
 * in most books.
 */
export function mergesAmong(db: BookDb, ids: ReadonlySet<string>): Promise<RecordRow[]> {
  const all = db.records.where('[kind+id]').between(['merge', ''], ['merge', '\uffff']);
  return all.and((row) => contactsOfMerge(row).some((id) => ids.has(id))).toArray();
}

/** Both contacts of a merge's record. */
export function contactsOfMerge({ contactId, fields }: RecordRow): string[] {
  return [contactId ?? '', textOf(fields, 'from')];
}
