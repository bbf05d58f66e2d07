import type { Column } from '#lib/search/columns.ts';
import { LINES } from './columns.ts';
import type { BookDb, FactColumn, SearchPart } from './db.ts';
import { getAllBlocks, getBlocks, likelyParts, type SearchBlock } from './parts.ts';
import { guardStorage } from './refusal.ts';

/** What is read of blocks at one moment, so that columns and lines are of one order. */
export type ReadBlocks = {
  /** By block; undefined for one that is gone. */
  lines: Map<number, SearchBlock | undefined>;
  columns: ReadColumn[];
};
/** `column` null: no line of the block has a value. `size` in place of it: how many lines the block has. */
export type ReadColumn =
  | { block: number; attribute: string; column: Column | null }
  | { block: number; size: number };

/**
 * Reads packed blocks and columns of facts.
 * @param ask `again`: blocks that changed, of which the lines (where `lines`) and the columns of `known` attributes are
 * read again · `allLines`: the lines of every block · `added`: attributes whose columns are read of every block
 */
export function readBlocks(
  db: BookDb,
  ask: {
    again: readonly number[];
    lines: boolean;
    known: readonly string[];
    allLines: boolean;
    added: readonly string[];
  },
): Promise<ReadBlocks> {
  return guardStorage(() =>
    db.transaction('r', [db.searchParts, db.factColumns], async () => {
      const [again, all, known, added] = await Promise.all([
        ask.lines && ask.again.length > 0 ? getBlocks(db, ask.again) : [],
        ask.allLines ? getAllBlocks(db) : [],
        columnsOf(db, ask.known, ask.again),
        Promise.all(ask.added.map((attribute) => wholeColumns(db, attribute))),
      ]);
      const lines = new Map<number, SearchBlock | undefined>(all.map((block) => [block.id, block]));
      if (ask.lines) for (const [i, id] of ask.again.entries()) lines.set(id, again[i]);
      return { lines, columns: [...known, ...added.flat()] };
    }),
  );
}

/** Reads, of one moment, the parts that a search need look at; null where all may as well be read (`likelyParts`). */
export function readLikely(
  db: BookDb,
  isLikely: (signature: Uint8Array) => boolean,
): Promise<SearchPart[] | null> {
  const tables = [db.searchParts, db.searchSignatures];
  return guardStorage(() => db.transaction('r', tables, async () => likelyParts(db, isLikely)));
}

async function columnsOf(
  db: BookDb,
  attributes: readonly string[],
  blocks: readonly number[],
): Promise<ReadColumn[]> {
  const keys = blocks.flatMap((block) => attributes.map((attribute): [string, number] => [attribute, block]));
  const rows = keys.length > 0 ? await db.factColumns.bulkGet(keys) : [];
  return keys.map(([attribute, block], i) => read(rows[i] ?? { attribute, block, json: 'null' }));
}

async function wholeColumns(db: BookDb, attribute: string): Promise<ReadColumn[]> {
  const rows = await db.factColumns
    .where('[attribute+block]')
    .between([attribute, 0], [attribute, Infinity])
    .toArray();
  return rows.map(read);
}

function read({ attribute, block, json }: FactColumn): ReadColumn {
  const value = JSON.parse(json) as Column | number | null;
  if (attribute === LINES) return { block, size: Number(value ?? 0) };
  return { block, attribute, column: value as Column | null };
}
