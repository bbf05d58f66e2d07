import type { BookDb, OutboxEntry, Row } from './db.ts';
import { lay } from './lay.ts';
import { hasMerged } from './groups.ts';
import { getMeta } from './meta.ts';
import { replay } from './replay.ts';
import { readRowKey, rowKey } from './row-key.ts';
import { refreshFacts, writeRows } from './write-rows.ts';

/** With more unsent changes than this, those that lie on a page's rows are looked up instead of all being read. */
const FEW = 5000;

/**
 * Writes newer rows of the server, and lays anew on each the unsent changes that the server has not taken yet. Runs
 * inside the caller's transaction.
 * @param pinned the last change of this client that is in these rows already
 */
export async function rebase(
  db: BookDb,
  rows: ReadonlyMap<string, Row | null>,
  pinned: number,
): Promise<void> {
  if (await movesLinks(db, rows, pinned)) return replay(db, rows, pinned);
  const entries = await unsentOn(db, [...rows.keys()], pinned);
  const by = (await getMeta(db, 'user')).id;
  const laid = new Map(rows);
  for (const [key, changes] of entries) {
    let row = rows.get(key) ?? null;
    for (const change of changes) row = lay(readRowKey(key), row, change, { at: change.at, by });
    laid.set(key, row);
  }
  await writeRows(db, laid);
  await keepUnderUnsent(db, rows, entries);
}

/**
 * Whether what a change lies on depends on other rows than its own: a merge, its undoing, or the deletion of merged
 * contacts is unsent (all touch a merge's record), or somebody's merge comes while anything is.
 */
async function movesLinks(
  db: BookDb,
  rows: ReadonlyMap<string, Row | null>,
  pinned: number,
): Promise<boolean> {
  if ((await db.outbox.where('id').above(pinned).limit(1).primaryKeys()).length === 0) return false;
  const merging = db.outbox.where('touches').startsWith(rowKey.record('merge', ''));
  if ((await merging.primaryKeys()).some((id) => id > pinned)) return true;
  const contacts = [...rows].flatMap(([key, row]) => {
    const target = readRowKey(key);
    return target.table === 'contact' ? [{ id: target.id, into: linkOf(row) }] : [];
  });
  if (!(await hasMerged(db))) return contacts.some(({ into }) => into !== null);
  const known = await db.merged.bulkGet(contacts.map(({ id }) => id));
  return contacts.some(({ into }, i) => into !== (known[i]?.mergedInto ?? null));
}

const linkOf = (row: Row | null) => (row && 'mergedInto' in row ? row.mergedInto : null);

/** Keeps the server's version of the rows that unsent changes still lie on, and of no other. */
async function keepUnderUnsent(
  db: BookDb,
  rows: ReadonlyMap<string, Row | null>,
  entries: ReadonlyMap<string, OutboxEntry[]>,
): Promise<void> {
  await db.serverRows.bulkDelete([...rows.keys()].filter((key) => !entries.has(key)));
  await db.serverRows.bulkPut([...entries.keys()].map((key) => ({ key, row: rows.get(key) ?? null })));
}

async function unsentOn(db: BookDb, keys: string[], pinned: number): Promise<Map<string, OutboxEntry[]>> {
  const found = await unsentAfter(db, keys, pinned);
  const wanted = new Set(keys);
  const on = new Map<string, OutboxEntry[]>();
  for (const entry of found)
    for (const key of entry.touches) if (wanted.has(key)) on.set(key, [...(on.get(key) ?? []), entry]);
  return on;
}

async function unsentAfter(db: BookDb, keys: string[], pinned: number): Promise<OutboxEntry[]> {
  const unsent = db.outbox.where('id').above(pinned);
  const count = await unsent.count();
  if (count === 0) return [];
  if (count <= FEW) return unsent.toArray();
  const found = await db.outbox.where('touches').anyOf(keys).distinct().sortBy('id');
  return found.filter(({ id }) => id > pinned);
}

/** The contacts that these rows are, or are the senders of. */
async function contactsOf(db: BookDb, keys: Iterable<string>): Promise<string[]> {
  const targets = [...keys].map(readRowKey);
  const senders = targets.flatMap((target) => (target.table === 'sender' ? [target.id] : []));
  const rows = senders.length > 0 ? await db.senders.bulkGet(senders) : [];
  return [
    ...targets.flatMap((target) => (target.table === 'contact' ? [target.id] : [])),
    ...rows.flatMap((row) => row?.contactId ?? []),
  ];
}

/**
 * Drops the unsent changes up to `pinned`, whose outcome the replica has now, and shows the rows they lay on as the
 * server has them: a refused change is undone here, its data are in the conflict that came with it.
 */
export async function confirm(db: BookDb, pinned: number): Promise<void> {
  const done = await db.outbox.where('id').belowOrEqual(pinned).toArray();
  if (done.length === 0) return;
  await db.outbox.where('id').belowOrEqual(pinned).delete();
  const touched = new Set(done.flatMap(({ touches }) => touches));
  const kept = (await db.serverRows.bulkGet([...touched])).filter((row) => row !== undefined);
  if (kept.length > 0) await rebase(db, new Map(kept.map(({ key, row }) => [key, row])), pinned);
  await refreshFacts(db, await contactsOf(db, touched));
}
