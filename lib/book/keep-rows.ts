import type { BookDb } from '#lib/store/db.ts';
import { onChanged } from '#lib/store/on-changed.ts';

/** Rows that are kept at most: what a person has seen of a list, scrolling and typing. */
const MOST = 2000;

/**
 * Rows by their contacts' ids, in the order asked for; those that are not kept are read by `read`, which leaves out what is
 * gone.
 */
export type KeptRows<Row> = (
  ids: readonly string[],
  read: (missing: readonly string[]) => Promise<Row[]>,
) => Promise<Row[]>;

/**
 * Keeps the rows of a list in memory until anything of the replica changes: from one letter typed to the next mostly the
 * same contacts are shown, and reading them takes longer than finding them.
 */
export function keepRows<Row extends { id: string }>(db: BookDb, signal: AbortSignal): KeptRows<Row> {
  let kept = new Map<string, Row>();
  onChanged(db, () => (kept = new Map()), signal);
  return async (ids, read) => {
    // What is read while something changes goes where nobody looks any more.
    const known = kept;
    const rows = new Map(ids.flatMap((id) => known.get(id) ?? []).map((row) => [row.id, row]));
    const missing = ids.filter((id) => !rows.has(id));
    const fresh = missing.length > 0 ? await read(missing) : [];
    if (known.size + fresh.length > MOST) known.clear();
    for (const row of fresh) {
      rows.set(row.id, row);
      known.set(row.id, row);
    }
    return ids.flatMap((id) => rows.get(id) ?? []);
  };
}
