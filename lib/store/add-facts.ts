import type { Facts } from '#lib/model/attribute.ts';
import { columnsIn, marksOf, rewriteBlock, setMarks } from './columns.ts';
import { valueAt } from '#lib/search/columns.ts';
import type { BookDb } from './db.ts';
import { getBlocks } from './parts.ts';

/**
 * Adds to the facts of contacts where they lie, without reading their rows: what a first sync brings after the contacts
 * themselves. A contact that is not there is passed over.
 * @param places the block of each contact
 * @param add null where the rows have to be read: then the block is marked, and made when it is asked for
 */
export async function addFacts(
  db: BookDb,
  places: ReadonlyMap<string, number>,
  add: (facts: Facts, id: string) => Facts | null,
): Promise<void> {
  const marks = await marksOf(db);
  if (marks === null || places.size === 0) return;
  const wanted = Map.groupBy(places.keys(), (id) => places.get(id) ?? 0);
  const marked = new Set<number>();
  for (const [block, ids] of wanted)
    if (marks.has(block) || !(await addInBlock(db, block, ids, add))) marked.add(block);
  if (marked.size > 0) await setMarks(db, marks, marked);
}

/** @returns false where it could not be told */
async function addInBlock(
  db: BookDb,
  block: number,
  ids: readonly string[],
  add: (facts: Facts, id: string) => Facts | null,
): Promise<boolean> {
  const [packed] = await getBlocks(db, [block]);
  if (!packed) return true;
  const order = packed.ids.split('\n');
  const lines = new Map(order.map((id, line) => [id, line]));
  const rows = await db.factColumns.where('block').equals(block).toArray();
  const columns = columnsIn(rows);
  const facts = new Map<string, Facts>();
  for (const id of ids) {
    const line = lines.get(id);
    if (line === undefined) continue;
    const known = [...columns].map(([attribute, column]) => [attribute, valueAt(column, line)] as const);
    const more = add(Object.fromEntries(known.filter(([, value]) => value !== undefined)) as Facts, id);
    if (more === null) return false;
    facts.set(id, more);
  }
  await rewriteBlock(db, rows, { block, before: order, after: order }, facts);
  return true;
}
