import { withCounted, withSenders } from '#lib/search/facts.ts';
import { packMore } from '#lib/search/pack.ts';
import { nameKey } from '#lib/model/text.ts';
import type { ContactRow, RecordRow, Rows, SenderRow } from '#lib/protocol/rows.ts';
import { addFacts } from './add-facts.ts';
import { editLines, repack } from './blocks.ts';
import type { BookDb, MergedContact } from './db.ts';
import { countedIn, isFactual } from './facts.ts';
import { hasMerged, isMerged, survivorsOf } from './groups.ts';
import { linedWithGroups } from './lines.ts';
import { getAllBlocks } from './parts.ts';
import { addOrphans } from './orphans.ts';

/** Rows of a page that cannot have been here before: what a first sync is made of. */
export type FreshRows = Pick<Rows, 'contact' | 'sender' | 'record' | 'conflict'>;

/** The block of each contact that this instance has placed, so that not every page need look it up. Places never change. */
const placedBy = new WeakMap<BookDb, Map<string, number>>();

/**
 * Writes rows of a first sync: nothing is read first, so that 100,000 contacts cost little more than storing them.
 * The rule of `writeRows` otherwise. Must run inside a transaction over all tables.
 */
export async function writeFresh(db: BookDb, rows: FreshRows): Promise<void> {
  const senders = Map.groupBy(rows.sender, ({ contactId }) => contactId);
  const merged = rows.contact.filter(isMerged);
  const living = merged.length > 0 ? rows.contact.filter((row) => !isMerged(row)) : rows.contact;
  if (merged.length > 0) await db.merged.bulkPut(merged);
  await writeContacts(db, living, senders);
  for (const { id } of living) senders.delete(id);
  if (rows.sender.length > 0) await db.senders.bulkPut(rows.sender);
  if (rows.record.length > 0) await db.records.bulkPut(rows.record);
  if (rows.conflict.length > 0) await db.conflicts.bulkPut(rows.conflict);
  await countRecords(db, rows.record);
  if (!(await hasMerged(db))) return void (senders.size > 0 && (await addToLines(db, senders)));
  const links = (await db.merged.bulkGet([...senders.keys()])).filter((row) => row !== undefined);
  for (const { id } of links) senders.delete(id);
  if (senders.size > 0) await addToLines(db, senders);
  const waited = await db.merged
    .where('mergedInto')
    .anyOf(living.map(({ id }) => id))
    .toArray();
  await packGroups(db, [...merged, ...links, ...waited]);
}

/** Counts records in the facts of their contacts; those that have not come yet get theirs when they do. */
async function countRecords(db: BookDb, records: readonly RecordRow[]): Promise<void> {
  const counted = records.filter((row) => isFactual(row) && row.contactId !== null);
  if (counted.length === 0) return;
  const survivors = await survivorsOf(
    db,
    counted.map(({ contactId }) => contactId ?? ''),
  );
  const of = Map.groupBy(counted, ({ contactId }) => survivors.get(contactId ?? '') ?? '');
  const places = known(db, of.keys());
  const unplaced = [...of.keys()].filter((id) => !places.has(id));
  for (const row of await db.contacts.bulkGet(unplaced)) if (row) places.set(row.id, row.block);
  await addFacts(db, places, (facts, id) => withCounted(facts, countedIn(of.get(id) ?? [])));
}

/** Makes the lines anew of those that stand for these merged contacts, as far as they have come. */
async function packGroups(db: BookDb, merged: readonly MergedContact[]): Promise<void> {
  const survivors = await survivorsOf(
    db,
    merged.map(({ id }) => id),
  );
  const found = await db.contacts.bulkGet([...new Set(survivors.values())]);
  await repack(
    db,
    await linedWithGroups(
      db,
      found.filter((row) => row !== undefined),
    ),
    [],
    'later',
  );
}

async function writeContacts(
  db: BookDb,
  contacts: ContactRow[],
  senders: ReadonlyMap<string, SenderRow[]>,
): Promise<void> {
  if (contacts.length === 0) return;
  const lined = contacts.map((row) => ({
    ...row,
    senders: senders.get(row.id) ?? [],
    group: [],
    merged: [],
    block: null,
  }));
  const placed = await repack(db, lined, [], 'bare');
  const places = placedBy.get(db) ?? new Map<string, number>();
  for (const [id, block] of placed) places.set(id, block);
  placedBy.set(db, places);
  await db.contacts.bulkPut(
    contacts.map((row) => ({ ...row, nameKey: nameKey(row.name), block: placed.get(row.id) ?? 0 })),
  );
}

/** Adds senders to the lines of contacts that came on an earlier page. */
async function addToLines(db: BookDb, senders: ReadonlyMap<string, SenderRow[]>): Promise<void> {
  const edit = (line: string, id: string) => packMore(line, senders.get(id) ?? []);
  const add = (places: ReadonlyMap<string, number>) =>
    addFacts(db, places, (facts, id) => withSenders(facts, senders.get(id) ?? []));
  const places = known(db, senders.keys());
  const found = await editLines(db, places, edit);
  await add(places);
  const missing = () => [...senders.keys()].filter((id) => !found.has(id));
  if (missing().length === 0) return;
  // Another instance placed them. The blocks themselves tell where: cheaper to read than the contacts.
  await learnPlaces(db);
  const learnt = known(db, missing());
  await add(learnt);
  for (const id of await editLines(db, learnt, edit)) found.add(id);
  await addOrphans(db, missing());
}

function known(db: BookDb, ids: Iterable<string>): Map<string, number> {
  const places = placedBy.get(db);
  return new Map([...ids].flatMap((id) => (places?.has(id) ? [[id, places.get(id) ?? 0]] : [])));
}

async function learnPlaces(db: BookDb): Promise<void> {
  const places = new Map<string, number>();
  for (const { id: block, ids } of await getAllBlocks(db))
    for (const id of ids.split('\n')) places.set(id, block);
  placedBy.set(db, places);
}

/** Forgets where contacts lie: when a first sync is over, or begins again. */
export function forgetPlaces(db: BookDb): void {
  placedBy.delete(db);
}
