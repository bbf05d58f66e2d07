import type { BookDb, SearchBlock } from './db.ts';
import { guardStorage } from './refusal.ts';

/** A packed block as it is read: `lines[i]` is the packed line of the contact `ids[i]` (`lib/search/pack.ts`). */
export type PackedBlock = { id: number; ids: string[]; lines: string[] };

/** All contacts, packed: every search and every order of the list is made from these alone (law 6). */
export async function packedBlocks(db: BookDb): Promise<PackedBlock[]> {
  const blocks = await guardStorage(() => db.searchBlocks.toArray());
  return blocks.filter(({ ids }) => ids !== '').map(unpacked);
}

/** Some blocks, in the order asked for; null for one that is empty or gone. */
export async function packedBlocksOf(db: BookDb, ids: readonly number[]): Promise<(PackedBlock | null)[]> {
  const blocks = await guardStorage(() => db.searchBlocks.bulkGet([...ids]));
  return blocks.map((block) => (block && block.ids !== '' ? unpacked(block) : null));
}

function unpacked({ id, ids, lines }: SearchBlock): PackedBlock {
  return { id, ids: ids.split('\n'), lines: lines.split('\n') };
}

export type Counts = { contacts: number; unsent: number; conflicts: number };

export async function counts(db: BookDb): Promise<Counts> {
  const all = guardStorage(() => Promise.all([db.contacts.count(), db.outbox.count(), db.conflicts.count()]));
  const [contacts, unsent, conflicts] = await all;
  return { contacts, unsent, conflicts };
}
