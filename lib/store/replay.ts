import type { BookDb, OutboxEntry, Row } from './db.ts';
import { openDraft, type Draft } from './draft.ts';
import { layOnDraft } from './lay-change.ts';
import { getMeta } from './meta.ts';
import { writeRows } from './write-rows.ts';

/**
 * Writes newer rows of the server as `rebase` does, and makes all unsent changes anew on what the server has: where
 * merges are among either, a change may lie on other rows than before. Runs inside the caller's transaction.
 */
export async function replay(
  db: BookDb,
  rows: ReadonlyMap<string, Row | null>,
  pinned: number,
): Promise<void> {
  const entries = await db.outbox.toArray();
  const kept = new Map((await db.serverRows.toArray()).map(({ key, row }) => [key, row]));
  const base = new Map([...kept, ...rows]);
  const draft = await openDraft(db, entries, base);
  const by = (await getMeta(db, 'user')).id;
  const lay = (entry: OutboxEntry) => ({ entry, touches: layOnDraft(draft, entry, { at: entry.at, by }) });
  // What the server has taken is in these rows already; on others it lies until its own rows come.
  for (const [key, row] of kept) draft.rows.set(key, row);
  const taken = entries.filter(({ id }) => id <= pinned).map(lay);
  for (const [key, row] of rows) {
    draft.rows.set(key, row);
    draft.touched.delete(key);
  }
  const laid = [...taken, ...entries.filter(({ id }) => id > pinned).map(lay)];
  const moved = laid.filter(({ entry, touches }) => entry.touches.join() !== touches.join());
  await db.outbox.bulkPut(moved.map(({ entry, touches }) => ({ ...entry, touches })));
  await writeRows(db, new Map([...base.keys(), ...draft.touched].map((key) => [key, rowIn(draft, key)])));
  await keepServerRows(db, draft, [...kept.keys()]);
}

const rowIn = ({ rows }: Draft, key: string) => rows.get(key) ?? null;

async function keepServerRows(db: BookDb, { touched, before }: Draft, kept: string[]): Promise<void> {
  await db.serverRows.bulkDelete(kept.filter((key) => !touched.has(key)));
  await db.serverRows.bulkPut([...touched].map((key) => ({ key, row: before.get(key) ?? null })));
}
