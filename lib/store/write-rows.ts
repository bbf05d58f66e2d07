import type { ContactRow, ConflictRow, RecordRow, SenderRow } from '#lib/protocol/rows.ts';
import { nameKey } from '#lib/model/text.ts';
import { repack, type Lined } from './blocks.ts';
import type { BookDb, MergedContact, Row, StoredContact } from './db.ts';
import { isFactual } from './facts.ts';
import { isMerged, survivorsOf } from './groups.ts';
import { linedWithGroups } from './lines.ts';
import { addOrphans, takeOrphans } from './orphans.ts';
import { readRows } from './read-rows.ts';
import { readRowKey, rowKey } from './row-key.ts';

type Split = {
  contacts: Map<string, ContactRow | null>;
  senders: { id: [string, string]; row: SenderRow | null }[];
  records: { id: [string, string]; row: RecordRow | null }[];
  conflicts: { id: string; row: ConflictRow | null }[];
};
type Before = {
  contacts: Map<string, StoredContact>;
  merged: Map<string, MergedContact>;
  /** The contacts that a sender or a counted record which is written has or had. */
  owners: Set<string>;
};

/**
 * What whoever writes rows knows already: `before`, rows as the replica shows them until now, which are not read again;
 * `isQueued`, that a change of each row which is written waits in the outbox.
 */
type Told = { before: ReadonlyMap<string, Row | null>; isQueued: boolean };

/**
 * Writes rows of any table as they are now (null: there is none) and everything made from them: name keys and packed
 * lines. Must run inside a transaction over all tables.
 */
export async function writeRows(
  db: BookDb,
  rows: ReadonlyMap<string, Row | null>,
  told: Told = { before: new Map(), isQueued: false },
): Promise<void> {
  const split = splitRows(rows);
  const before = await readBefore(db, split, told.before);
  await writeTable(db.senders, split.senders);
  await writeTable(db.records, split.records);
  await writeTable(db.conflicts, split.conflicts);
  await writeMerged(db, split, before);
  await writeContacts(db, split, before, told.isQueued ? new Set(rows.keys()) : new Set());
}

/** Makes the facts of these contacts, or of whoever stands for them, anew: for what their rows alone do not tell. */
export async function refreshFacts(db: BookDb, ids: readonly string[]): Promise<void> {
  const survivors = new Set((await survivorsOf(db, ids)).values());
  const found = await db.contacts.bulkGet([...survivors]);
  const rows = found.filter((row) => row !== undefined);
  if (rows.length > 0) await repack(db, await linedWithGroups(db, rows), []);
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

/** The contacts as they were, and all owners a sender or a counted record has or had: their lines or facts may change. */
async function readBefore(
  db: BookDb,
  { contacts, senders, records }: Split,
  told: Told['before'],
): Promise<Before> {
  const counted = records.filter(({ id: [kind] }) => isFactual({ kind }));
  const had = await rowsOf(db, told, [
    ...senders.map(({ id }) => rowKey.sender(...id)),
    ...counted.map(({ id }) => rowKey.record(...id)),
  ]);
  const rows = [...had, ...[...senders, ...counted].map(({ row }) => row)] as (
    | SenderRow
    | RecordRow
    | null
  )[];
  const owners = new Set(rows.flatMap((row) => row?.contactId ?? []));
  const keys = [...new Set([...contacts.keys(), ...owners])].map((id) => rowKey.contact(id));
  const found = (await rowsOf(db, told, keys)) as (ContactRow | null)[];
  return {
    contacts: byId(found.filter((row): row is StoredContact => row !== null && !isMerged(row))),
    merged: byId(found.filter(isMerged)),
    owners,
  };
}

async function rowsOf(db: BookDb, told: Told['before'], keys: readonly string[]): Promise<(Row | null)[]> {
  const read = await readRows(
    db,
    keys.filter((key) => !told.has(key)),
  );
  return keys.map((key) => told.get(key) ?? read.get(key) ?? null);
}

function byId<T extends { id: string }>(rows: readonly (T | undefined)[]): Map<string, T> {
  return new Map(rows.flatMap((row) => (row ? [[row.id, row]] : [])));
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

/** The part of the contacts that are links: those that come, and those that are none any more. */
async function writeMerged(db: BookDb, { contacts }: Split, { merged }: Before): Promise<void> {
  const links = [...contacts.values()].filter(isMerged);
  const ended = [...contacts].flatMap(([id, row]) => (merged.has(id) && !isMerged(row) ? [id] : []));
  await writeTable(db.merged, [
    ...links.map((row) => ({ id: row.id, row: linkOf(row) })),
    ...ended.map((id) => ({ id, row: null })),
  ]);
}

/** Without what it had as a contact that is no link: its name would stay in its key when it is cleared. */
function linkOf(row: MergedContact & Partial<StoredContact>): MergedContact {
  const { nameKey: _key, block: _block, ...link } = row;
  return link;
}

async function writeContacts(
  db: BookDb,
  split: Split,
  before: Before,
  unsent: ReadonlySet<string>,
): Promise<void> {
  const lined = await linedContacts(db, split, before);
  const gone = [...split.contacts].flatMap(([id, row]) => {
    const was = before.contacts.get(id);
    return (row === null || isMerged(row)) && was ? [was] : [];
  });
  const placed = await repack(db, lined, gone, { unsent });
  const living = [...split.contacts.values()].flatMap((row): StoredContact[] => {
    if (row === null || isMerged(row)) return [];
    const block = before.contacts.get(row.id)?.block ?? placed.get(row.id) ?? 0;
    return [{ ...row, nameKey: nameKey(row.name), block }];
  });
  await writeTable<StoredContact, string>(db.contacts, [
    ...gone.map(({ id }) => ({ id, row: null })),
    ...living.map((row) => ({ id: row.id, row })),
  ]);
}

/**
 * Every contact whose line may change: those written, those whose senders were, and whoever stands or stood for one of
 * those. The links are written already.
 */
async function linedContacts(db: BookDb, split: Split, before: Before): Promise<Lined[]> {
  const { contacts, merged, owners } = before;
  const isHere = (id: string) => contacts.has(id) || merged.has(id);
  const arrived = [...split.contacts].flatMap(([id, row]) => (row && !isHere(id) ? [id] : []));
  const orphans = await takeOrphans(db, arrived);
  const stay = new Set([...split.senders, ...split.records].flatMap(({ row }) => row?.contactId ?? []));
  const isGone = (id: string) => split.contacts.get(id) === null && stay.has(id);
  await addOrphans(
    db,
    [...owners].filter((id) => isGone(id) || (!split.contacts.has(id) && !isHere(id))),
  );
  const rows = await survivors(db, split, before);
  // A contact that was not here before has no senders but those that came with it.
  const fresh = new Set(arrived.filter((id) => !orphans.has(id)));
  const came = split.senders.flatMap(({ row }) => (row && fresh.has(row.contactId) ? [row] : []));
  const lined = await linedWithGroups(db, rows, (id) => fresh.has(id), came);
  const records = Map.groupBy(
    split.records.flatMap(({ row }) => row ?? []),
    ({ contactId }) => contactId,
  );
  const isAlone = ({ id, group }: Lined) => fresh.has(id) && group.length === 0;
  return lined.map((one) => (isAlone(one) ? { ...one, records: records.get(one.id) ?? [] } : one));
}

async function survivors(db: BookDb, split: Split, { contacts, merged, owners }: Before) {
  const former = [...merged.values()].map(({ mergedInto }) => mergedInto);
  const changed = [...new Set([...split.contacts.keys(), ...owners, ...former])];
  // The links are written: who is written as no link stands for themselves.
  const isSelf = (id: string) => split.contacts.has(id) && !isMerged(split.contacts.get(id) ?? null);
  const others = await survivorsOf(
    db,
    changed.filter((id) => !isSelf(id)),
  );
  const ids = [...new Set(changed.map((id) => others.get(id) ?? id))];
  const unread = ids.filter((id) => !split.contacts.has(id) && !contacts.has(id));
  const read = byId(unread.length > 0 ? await db.contacts.bulkGet(unread) : []);
  return ids.flatMap((id) => {
    const was = contacts.get(id) ?? read.get(id);
    const row = split.contacts.has(id) ? (split.contacts.get(id) ?? null) : (was ?? null);
    return row && !isMerged(row) ? [{ ...row, block: was?.block ?? null }] : [];
  });
}
