import type { ContactRow, ConflictRow, RecordRow, SenderRow } from '#lib/protocol/rows.ts';
import { nameKey } from '#lib/model/text.ts';
import { repack, type Lined } from './blocks.ts';
import type { BookDb, Row, StoredContact } from './db.ts';
import { addOrphans, takeOrphans } from './orphans.ts';
import { readRowKey } from './row-key.ts';

type Split = {
  contacts: Map<string, ContactRow | null>;
  senders: { id: [string, string]; row: SenderRow | null }[];
  records: { id: [string, string]; row: RecordRow | null }[];
  conflicts: { id: string; row: ConflictRow | null }[];
};
type Before = { contacts: Map<string, StoredContact>; owners: Set<string> };

/**
 * Writes rows of any table as they are now (null: there is none) and everything made from them: name keys and packed
 * lines. Must run inside a transaction over all tables.
 */
export async function writeRows(db: BookDb, rows: ReadonlyMap<string, Row | null>): Promise<void> {
  const split = splitRows(rows);
  const before = await readBefore(db, split);
  await writeTable(db.senders, split.senders);
  await writeTable(db.records, split.records);
  await writeTable(db.conflicts, split.conflicts);
  await writeContacts(db, split, before);
}

function splitRows(rows: ReadonlyMap<string, Row | null>): Split {
  const split: Split = { contacts: new Map(), senders: [], records: [], conflicts: [] };
  for (const [key, row] of rows) {
    const target = readRowKey(key);
    if (target.table === 'contact') split.contacts.set(target.id, row as ContactRow | null);
    else if (target.table === 'sender') split.senders.push({ id: target.id, row: row as SenderRow | null });
    else if (target.table === 'record') split.records.push({ id: target.id, row: row as RecordRow | null });
    else split.conflicts.push({ id: target.id, row: row as ConflictRow | null });
  }
  return split;
}

/** The contacts as they were, and all owners a sender has or had: their lines may change. */
async function readBefore(db: BookDb, { contacts, senders }: Split): Promise<Before> {
  const owners = new Set(senders.flatMap(({ row }) => (row ? [row.contactId] : [])));
  if (senders.length > 0)
    for (const row of await db.senders.bulkGet(senders.map(({ id }) => id)))
      if (row) owners.add(row.contactId);
  const found = await db.contacts.bulkGet([...new Set([...contacts.keys(), ...owners])]);
  return { contacts: new Map(found.flatMap((row) => (row ? [[row.id, row]] : []))), owners };
}

type Writable<T, K> = {
  bulkPut(rows: T[]): PromiseLike<unknown>;
  bulkDelete(ids: K[]): PromiseLike<unknown>;
};

async function writeTable<T, K>(table: Writable<T, K>, rows: { id: K; row: T | null }[]): Promise<void> {
  const puts = rows.flatMap(({ row }) => (row === null ? [] : [row]));
  const deletes = rows.flatMap(({ id, row }) => (row === null ? [id] : []));
  if (puts.length > 0) await table.bulkPut(puts);
  if (deletes.length > 0) await table.bulkDelete(deletes);
}

async function writeContacts(db: BookDb, split: Split, before: Before): Promise<void> {
  const lined = await linedContacts(db, split, before);
  const gone = [...split.contacts].flatMap(([id, row]) => {
    const was = before.contacts.get(id);
    return row === null && was ? [was] : [];
  });
  const placed = await repack(db, lined, gone);
  const rows = [...split.contacts].map(([id, row]) => ({
    id,
    row: row && {
      ...row,
      nameKey: nameKey(row.name),
      block: before.contacts.get(id)?.block ?? placed.get(id) ?? 0,
    },
  }));
  await writeTable(db.contacts, rows);
}

/** Every contact whose line may change, with all its senders: those written, and those whose senders were. */
async function linedContacts(db: BookDb, split: Split, { contacts, owners }: Before): Promise<Lined[]> {
  const written = [...split.contacts.values()].filter((row) => row !== null);
  const others = [...owners].filter((id) => !split.contacts.has(id));
  const former = others.flatMap((id) => contacts.get(id) ?? []);
  const arrived = written.filter(({ id }) => !contacts.has(id)).map(({ id }) => id);
  const orphans = await takeOrphans(db, arrived);
  await addOrphans(
    db,
    others.filter((id) => !contacts.has(id)),
  );
  const known = (id: string) => contacts.has(id) || orphans.has(id);
  const senders = await sendersOf(
    db,
    [...written, ...former].map(({ id }) => id).filter((id) => known(id)),
  );
  // A contact that was not here before has no senders but those that came with it.
  for (const { row } of split.senders) if (row && !known(row.contactId)) push(senders, row.contactId, row);
  return [...written, ...former].map((row) => ({
    ...row,
    senders: senders.get(row.id) ?? [],
    block: contacts.get(row.id)?.block ?? null,
  }));
}

async function sendersOf(db: BookDb, contactIds: string[]): Promise<Map<string, SenderRow[]>> {
  const senders = new Map<string, SenderRow[]>();
  if (contactIds.length === 0) return senders;
  for (const row of await db.senders.where('contactId').anyOf(contactIds).toArray())
    push(senders, row.contactId, row);
  return senders;
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
