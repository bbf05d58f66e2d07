import type { BookDb } from './db.ts';
import { getMeta } from './meta.ts';
import { getAllBlocks } from './parts.ts';
import { guardStorage } from './refusal.ts';

/** A packed block as it is read: `lines[i]` is the packed line of the contact `ids[i]` (`lib/search/pack.ts`). */
export type PackedBlock = { id: number; ids: string[]; lines: string[] };

/** The newest contacts, by the time they were made; of one time the greater id first. */
export function newestContacts(
  db: BookDb,
  { offset, limit }: { offset: number; limit: number },
): Promise<string[]> {
  // oxlint-disable-next-line unicorn/no-array-reverse -- a question to the database, no array
  const newest = db.contacts.orderBy('createdAt').reverse().offset(offset).limit(limit);
  return guardStorage(() => newest.primaryKeys());
}

/** All blocks, taken apart. */
export async function packedBlocks(db: BookDb): Promise<PackedBlock[]> {
  return (await guardStorage(() => getAllBlocks(db))).map(({ id, ids, lines }) => ({
    id,
    ids: ids.split('\n'),
    lines: lines.split('\n'),
  }));
}

export type Counts = { contacts: number; unsent: number; conflicts: number };

/** Contacts are counted as they come and go: the browser takes 200 ms to count 100,000. */
export async function counts(db: BookDb): Promise<Counts> {
  const all = guardStorage(() =>
    Promise.all([getMeta(db, 'blocks'), db.outbox.count(), db.conflicts.count()]),
  );
  const [{ contacts }, unsent, conflicts] = await all;
  return { contacts, unsent, conflicts };
}
