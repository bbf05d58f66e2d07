import { packColumns } from '#lib/search/columns.ts';
import { LINES } from './columns.ts';
import type { BookDb, FactColumn } from './db.ts';
import { factsOfContacts } from './facts.ts';
import { getMeta, setMeta } from './meta.ts';
import { blockNumbers, getBlocks } from './parts.ts';
import { guardStorage } from './refusal.ts';

/**
 * Makes the columns of facts of all blocks that are marked: those that a first sync brought, and once all of them in a
 * replica that an older version kept. Block by block, so that nothing else waits long; where it dies, the next call goes
 * on. What is marked meanwhile is left for the next call: a first sync marks more with each page.
 */
export async function buildColumns(db: BookDb): Promise<void> {
  for (const block of await guardStorage(() => dirtyBlocks(db)))
    await guardStorage(() => buildBlock(db, block));
}

async function dirtyBlocks(db: BookDb): Promise<number[]> {
  const { dirty } = await getMeta(db, 'columns');
  if (dirty) return dirty.map(([block]) => block);
  return db.transaction('rw', [db.meta, db.searchParts, db.factColumns], async () => {
    const known = await getMeta(db, 'columns');
    if (known.dirty) return known.dirty.map(([block]) => block);
    const all = await blockNumbers(db);
    await db.factColumns.clear();
    await setMeta(db, 'columns', { dirty: all.map((block) => [block, 0]) });
    return all;
  });
}

/** Reads beside whoever else reads, and writes only where nothing of the block has changed since. */
async function buildBlock(db: BookDb, block: number): Promise<void> {
  const read = await readBlock(db, block);
  if (!read) return;
  const rows = columnRows(block, read.lines);
  await db.transaction('rw', [db.meta, db.factColumns], async () => {
    const { dirty } = await getMeta(db, 'columns');
    const isCurrent = dirty?.some(([one, changes]) => one === block && changes === read.changes);
    if (!dirty || !isCurrent) return;
    await db.factColumns.where('block').equals(block).delete();
    await db.factColumns.bulkPut(rows);
    await setMeta(db, 'columns', { dirty: dirty.filter(([one]) => one !== block) });
  });
}

async function readBlock(db: BookDb, block: number) {
  const tables = [db.meta, db.searchParts, db.contacts, db.merged, db.senders, db.records, db.outbox];
  return db.transaction('r', tables, async () => {
    const marks = new Map((await getMeta(db, 'columns')).dirty);
    const changes = marks.get(block);
    if (changes === undefined) return null;
    const [packed] = await getBlocks(db, [block]);
    const order = packed?.ids.split('\n') ?? [];
    const facts = await factsOfContacts(db, order);
    return { changes, lines: order.map((id) => facts.get(id) ?? {}) };
  });
}

/** The columns of a block as they are stored. */
export function columnRows(block: number, lines: Parameters<typeof packColumns>[0]): FactColumn[] {
  if (lines.length === 0) return [];
  const { size, columns } = packColumns(lines);
  return [
    { attribute: LINES, block, json: String(size) },
    ...Object.entries(columns).map(([attribute, column]) => ({
      attribute,
      block,
      json: JSON.stringify(column),
    })),
  ];
}
