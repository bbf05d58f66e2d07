import type { ContactRow } from '#lib/protocol/rows.ts';
import type { BookDb, Row } from './db.ts';
import { readRowKey } from './row-key.ts';

/** The rows of many keys as surfaces see them now, in one read per table; null where there is none. */
export async function readRows(db: BookDb, keys: readonly string[]): Promise<Map<string, Row | null>> {
  const rows = new Map<string, Row | null>(keys.map((key) => [key, null]));
  const ids = { contact: [] as string[], conflict: [] as string[] };
  const pairs = { sender: [] as [string, string][], record: [] as [string, string][] };
  const order = {
    contact: [] as string[],
    conflict: [] as string[],
    sender: [] as string[],
    record: [] as string[],
  };
  for (const key of rows.keys()) {
    const target = readRowKey(key);
    order[target.table].push(key);
    if (target.table === 'contact' || target.table === 'conflict') ids[target.table].push(target.id);
    else pairs[target.table].push(target.id);
  }
  const fill = (of: string[], found: readonly (Row | undefined)[]) => {
    for (const [i, key] of of.entries()) rows.set(key, found[i] ?? null);
  };
  if (order.contact.length > 0) fill(order.contact, await contactRows(db, ids.contact));
  if (order.conflict.length > 0) fill(order.conflict, await db.conflicts.bulkGet(ids.conflict));
  if (order.sender.length > 0) fill(order.sender, await db.senders.bulkGet(pairs.sender));
  if (order.record.length > 0) fill(order.record, await db.records.bulkGet(pairs.record));
  return rows;
}

/** Contacts, merged or not. */
async function contactRows(db: BookDb, ids: string[]): Promise<(ContactRow | undefined)[]> {
  const living = await db.contacts.bulkGet(ids);
  const missing = ids.filter((_, i) => !living[i]);
  if (missing.length === 0) return living;
  const merged = new Map((await db.merged.bulkGet(missing)).flatMap((row) => (row ? [[row.id, row]] : [])));
  return ids.map((id, i) => living[i] ?? merged.get(id));
}
