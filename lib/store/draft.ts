import { rootOf } from '#lib/model/merge.ts';
import { textOf } from '#lib/model/field.ts';
import { nameKey } from '#lib/model/text.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ContactRow, RecordRow, SenderRow } from '#lib/protocol/rows.ts';
import type { BookDb, Row, StoredContact } from './db.ts';
import { isMerged } from './groups.ts';
import { readAround } from './read-around.ts';
import { rowKey } from './row-key.ts';

/**
 * The part of a replica that some changes touch, in memory: read at once, changed by pure rules, written back at once,
 * so that a thousand changes cost a few reads.
 */
export type Draft = {
  /** As they were before the changes. */
  before: ReadonlyMap<string, Row | null>;
  /** With the changes so far. */
  rows: Map<string, Row | null>;
  /** Who has a name, by `nameKey`; null: nobody. */
  names: Map<string, string | null>;
  /** Keys of the rows that changes lie on. */
  touched: Set<string>;
};

/**
 * Reads all that `changes` name, all of the contacts they delete, the contacts that merged ones stand for, and whoever
 * has the names they give.
 * @param base rows that are to count instead of those that the replica shows
 * @param free names, by `nameKey`, that are known to be nobody's
 */
export async function openDraft(
  db: BookDb,
  changes: readonly NewChange[],
  base: ReadonlyMap<string, Row | null> = new Map(),
  free: ReadonlySet<string> = new Set(),
): Promise<Draft> {
  const before = await readAround(db, changes, base);
  const names = await readNames(db, changes, before, free);
  return { before, rows: new Map(before), names, touched: new Set() };
}

/** Puts a row of the draft as it is now, and keeps the names in step. A merged contact has none. */
export function putRow({ rows, names, touched }: Draft, key: string, row: Row | null): void {
  const was = rows.get(key);
  if (was && 'name' in was && names.get(nameKey(was.name)) === was.id) names.set(nameKey(was.name), null);
  if (row && 'name' in row && !isMerged(row)) names.set(nameKey(row.name), row.id);
  rows.set(key, row);
  touched.add(key);
}

/** The rows that changes lie on, as they are with them. */
export function touchedRows({ touched, rows }: Draft): Map<string, Row | null> {
  return new Map([...touched].map((key) => [key, rows.get(key) ?? null]));
}

/** A contact, merged or not. */
export function contactIn(draft: Draft, id: string): ContactRow | null {
  return (draft.rows.get(rowKey.contact(id)) ?? null) as ContactRow | null;
}

/** The contact that an id means: the survivor of its merges, or itself (G9). */
export function survivorIn(draft: Draft, id: string): ContactRow | null {
  const contact = contactIn(draft, id);
  return contact && rootOf(contact, (into) => contactIn(draft, into));
}

export function senderIn(draft: Draft, channel: string, key: string): SenderRow | null {
  return (draft.rows.get(rowKey.sender(channel, key)) ?? null) as SenderRow | null;
}

export function recordIn(draft: Draft, kind: string, id: string): RecordRow | null {
  return (draft.rows.get(rowKey.record(kind, id)) ?? null) as RecordRow | null;
}

/** A contact and everything that goes with it: all that are merged into it, and the senders and records of each. */
export function belongings(draft: Draft, id: string): string[] {
  const isOwn = (row: Row | null): boolean => {
    if (row === null || 'change' in row) return false;
    if ('name' in row) return row.id !== id && survivorIn(draft, row.id)?.id === id;
    return row.contactId !== null && (row.contactId === id || survivorIn(draft, row.contactId)?.id === id);
  };
  return [rowKey.contact(id), ...[...draft.rows].filter(([, row]) => isOwn(row)).map(([key]) => key)];
}

/** All that are merged into a contact, directly or by way of others. */
export function mergedIn(draft: Draft, id: string): ContactRow[] {
  const isMerged = (row: Row | null): row is ContactRow =>
    row !== null && 'mergedInto' in row && row.id !== id && survivorIn(draft, row.id)?.id === id;
  return [...draft.rows.values()].filter(isMerged);
}

async function readNames(
  db: BookDb,
  changes: readonly NewChange[],
  rows: ReadonlyMap<string, Row | null>,
  free: ReadonlySet<string>,
): Promise<Map<string, string | null>> {
  const names = new Map<string, string | null>();
  const given = changes.flatMap((change) => namesGiven(change, rows)).map(nameKey);
  const read = async (keys: readonly string[]) => {
    for (const row of await contactsByNameKeys(db, new Set(keys))) names.set(row.nameKey, row.id);
  };
  await read(given.filter((key) => !free.has(key)));
  // The name instead is asked for only where the first one is somebody's, or is given twice here.
  const often = new Set([...repeated(given), ...names.keys()]);
  const instead = changes.flatMap((change) =>
    change.name === 'contact.create' && often.has(nameKey(change.args.name))
      ? [nameKey(change.args.nameIfTaken ?? '')]
      : [],
  );
  await read(instead);
  return names;
}

function repeated(keys: readonly string[]): string[] {
  const seen = new Set<string>();
  return keys.filter((key) => seen.size === seen.add(key).size);
}

/** One question for each, all asked at once: a walk over the index asks for the next only when it has the one before. */
export async function contactsByNameKeys(db: BookDb, keys: ReadonlySet<string>): Promise<StoredContact[]> {
  if (keys.size === 0) return [];
  const each = [...keys].map((key) => db.contacts.where('nameKey').equals(key).toArray());
  return (await Promise.all(each)).flat();
}

function namesGiven(change: NewChange, rows: ReadonlyMap<string, Row | null>): string[] {
  switch (change.name) {
    case 'contact.create':
      return [change.args.name];
    case 'contact.patch':
    case 'contact.merge':
      return change.args.name === undefined ? [] : [change.args.name];
    case 'contact.unmerge': {
      const record = rows.get(rowKey.record('merge', change.args.id)) as RecordRow | null | undefined;
      if (!record) return [];
      const from = rows.get(rowKey.contact(textOf(record.fields, 'from'))) as ContactRow | null | undefined;
      return [from?.name ?? '', textOf(record.fields, 'nameBefore'), change.args.nameIfTaken ?? ''];
    }
    default:
      return [];
  }
}
