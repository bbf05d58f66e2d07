import type { Table } from 'dexie';
import { textOf } from '#lib/model/field.ts';
import { CLEARED } from '#lib/model/retention.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { BookDb, Row } from './db.ts';
import { mergedInto, mergesAmong, survivorsOf } from './groups.ts';
import { readRows } from './read-rows.ts';
import { namedRows, rowKey } from './row-key.ts';

type Rows = Map<string, Row | null>;

/**
 * Reads what changes are about: the rows they name, the contacts those belong to, the survivors of these, and with a
 * deletion everything that goes.
 * @param base rows that count instead of those that the replica shows
 */
export async function readAround(
  db: BookDb,
  changes: readonly NewChange[],
  base: ReadonlyMap<string, Row | null>,
): Promise<Rows> {
  const rows: Rows = new Map(base);
  await fill(db, rows, [...changes.flatMap(namedRows), ...changes.flatMap(ownersOf)]);
  await closeLinks(db, rows);
  const undone = changes.flatMap((change) => (change.name === 'contact.unmerge' ? [change.args.id] : []));
  if (undone.length > 0) await readMerges(db, rows, undone);
  const deleted = changes.flatMap((change) => (change.name === 'contact.delete' ? [change.args.id] : []));
  if (deleted.length > 0) await readBelongings(db, rows, deleted);
  const cleared = changes.flatMap(clearedBy);
  if (cleared.length > 0) await readCleared(db, rows, cleared);
  return rows;
}

const clearedBy = (change: NewChange): string[] =>
  change.name === 'contact.patch' && change.args.set[CLEARED] ? [change.args.id] : [];

/** All that are merged into contacts which are cleared, and the merges that any of them was ever in. */
async function readCleared(db: BookDb, rows: Rows, ids: string[]): Promise<void> {
  const survivors = [...(await survivorsOf(db, ids)).values()];
  const group = [...(await mergedInto(db, survivors)).values()].flat();
  for (const row of group) add(rows, row);
  const linked = [...rows.values()].flatMap(idOfLink);
  const all = new Set([...survivors, ...linked, ...group.map(({ id }) => id)]);
  for (const row of await mergesAmong(db, all)) add(rows, row);
  await closeLinks(db, rows);
}

/** The contacts that must be there for a change to make sense. */
function ownersOf(change: NewChange): string[] {
  if (change.name === 'sender.attach' || change.name === 'sender.detach')
    return [rowKey.contact(change.args.contactId)];
  const own = change.name === 'record.put' && change.args.contactId !== null;
  return own ? [rowKey.contact(change.args.contactId ?? '')] : [];
}

async function fill(db: BookDb, rows: Rows, keys: readonly string[]): Promise<void> {
  const missing = [...new Set(keys)].filter((key) => !rows.has(key));
  if (missing.length === 0) return;
  for (const [key, row] of await readRows(db, missing)) rows.set(key, row);
}

/** Reads whoever has the senders and records that are there, and on along every link to its end. */
async function closeLinks(db: BookDb, rows: Rows): Promise<void> {
  const isNew = (key: string) => !rows.has(key);
  for (;;) {
    const next = [...rows.values()].flatMap(contactsNamed).filter(isNew);
    if (next.length === 0) return;
    await fill(db, rows, next);
  }
}

function contactsNamed(row: Row | null): string[] {
  if (row === null || 'change' in row) return [];
  if ('name' in row) return row.mergedInto ? [rowKey.contact(row.mergedInto)] : [];
  const own = row.contactId === null ? [] : [rowKey.contact(row.contactId)];
  const isMerge = 'kind' in row && row.kind === 'merge';
  return isMerge ? [...own, rowKey.contact(textOf(row.fields, 'from'))] : own;
}

/** The other merges of the survivors of these: what one had brought may go to another. */
async function readMerges(db: BookDb, rows: Rows, ids: string[]): Promise<void> {
  const survivors = ids.flatMap((id) => {
    const record = rows.get(rowKey.record('merge', id));
    return record && 'kind' in record && record.contactId !== null ? [record.contactId] : [];
  });
  const found = db.records.where('contactId').anyOf(survivors);
  for (const row of await found.and(({ kind }) => kind === 'merge').toArray()) add(rows, row);
  await closeLinks(db, rows);
}

async function readBelongings(db: BookDb, rows: Rows, ids: string[]): Promise<void> {
  const group = [...(await mergedInto(db, ids)).values()].flat();
  for (const row of group) add(rows, row);
  // As the base has it, others may be merged into them than the replica shows.
  const all = [...new Set([...ids, ...[...rows.values()].flatMap(idOfLink), ...group.map(({ id }) => id)])];
  for (const row of await ownedBy(db.senders, all)) add(rows, row);
  for (const row of await ownedBy(db.records, all)) add(rows, row);
  await closeLinks(db, rows);
}

/**
 * The senders or records of contacts. One question for each, all asked at once: a walk over the index asks for the next
 * only when it has the one before.
 */
export async function ownedBy<T>(table: Table<T, [string, string]>, ids: readonly string[]): Promise<T[]> {
  return (await Promise.all(ids.map((id) => table.where('contactId').equals(id).toArray()))).flat();
}

const idOfLink = (row: Row | null): string[] =>
  row && 'mergedInto' in row && row.mergedInto ? [row.id] : [];

function add(rows: Rows, row: Row): void {
  const key = keyOf(row);
  if (!rows.has(key)) rows.set(key, row);
}

function keyOf(row: Row): string {
  if ('channel' in row) return rowKey.sender(row.channel, row.key);
  if ('kind' in row) return rowKey.record(row.kind, row.id);
  return 'change' in row ? rowKey.conflict(row.id) : rowKey.contact(row.id);
}
