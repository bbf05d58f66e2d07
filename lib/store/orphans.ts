import type { BookDb } from './db.ts';
import { getMeta, setMeta } from './meta.ts';

/** More orphans than this are not listed one by one. */
const LIMIT = 5000;

/**
 * Orphans are contacts whose senders, or records that count, are here while they are not: a contact that changes while a window is being
 * paged comes with the next one, its senders with this one.
 */
export async function addOrphans(db: BookDb, ids: string[]): Promise<void> {
  const orphans = await getMeta(db, 'orphans');
  if (ids.length === 0 || orphans === 'many') return;
  const all = [...new Set([...orphans, ...ids])];
  await setMeta(db, 'orphans', all.length > LIMIT ? 'many' : all);
}

/** Takes those that have come now off the list. @returns those of `arrived` whose senders may lie here already */
export async function takeOrphans(db: BookDb, arrived: string[]): Promise<Set<string>> {
  const orphans = await getMeta(db, 'orphans');
  if (orphans === 'many') return new Set(arrived);
  if (orphans.length === 0) return new Set();
  const came = new Set(arrived);
  const taken = orphans.filter((id) => came.has(id));
  if (taken.length > 0)
    await setMeta(
      db,
      'orphans',
      orphans.filter((id) => !came.has(id)),
    );
  return new Set(taken);
}
