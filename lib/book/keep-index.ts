import { openBlock } from '#lib/search/block.ts';
import type { Column, Columns } from '#lib/search/columns.ts';
import { readQuery } from '#lib/search/query.ts';
import { createIndex, type SearchIndex } from '#lib/search/search-index.ts';
import { sieveOf } from '#lib/search/signature.ts';
import { buildColumns } from '#lib/store/build-columns.ts';
import { LINES } from '#lib/store/columns.ts';
import type { BookDb } from '#lib/store/db.ts';
import { onBlocksChanged } from '#lib/store/on-blocks-changed.ts';
import { readBlocks, readLikely, type ReadBlocks, type ReadColumn } from '#lib/store/read-columns.ts';

/** What of the blocks has to be in memory. `columns`: attributes; null: no columns at all. */
export type Want = { lines: boolean; columns: readonly string[] | null };

/** What is in memory. */
type Kept = { index: SearchIndex; lines: boolean; attributes: Set<string> };
const nothing = (): Kept => ({ index: createIndex(), lines: false, attributes: new Set() });

/** Keeps the blocks in memory while the worker lives, and reads again those that changed, no sooner than asked for. */
export function keepIndex(db: BookDb, signal: AbortSignal) {
  const stale = { all: false, ids: new Set<number>() };
  let kept = nothing();
  const changed = (ids: number[] | 'all') => {
    if (ids === 'all') stale.all = true;
    else for (const id of ids) stale.ids.add(id);
  };
  onBlocksChanged(db, changed, signal);
  onBlocksChanged(db, changed, signal, 'columns');

  const bring = async (want: Want): Promise<SearchIndex> => {
    for (;;) {
      if (stale.all) kept = nothing();
      const again = kept.lines || kept.attributes.size > 0 ? [...stale.ids] : [];
      stale.all = false;
      stale.ids.clear();
      const allLines = want.lines && !kept.lines;
      const added = want.columns ? [LINES, ...want.columns].filter((one) => !kept.attributes.has(one)) : [];
      if (again.length === 0 && !allLines && added.length === 0) return kept.index;
      try {
        const ask = {
          again,
          lines: kept.lines,
          known: [...kept.attributes],
          allLines,
          added: [...new Set(added)],
        };
        take(kept, await readBlocks(db, ask));
      } catch (error) {
        stale.all = true;
        throw error;
      }
      kept.lines ||= allLines;
      for (const attribute of added) kept.attributes.add(attribute);
    }
  };
  // One reading after another: each goes on from what the one before has brought.
  let reading: Promise<unknown> = Promise.resolve();
  let building: Promise<void> | null = null;
  const build = () => (building ??= buildColumns(db).finally(() => (building = null)));
  let isWarm = false;
  return {
    build,
    /** Whether the lines are in memory, or on their way there. */
    isWarm: () => isWarm,
    /** What may match a text, read by itself; null where that is too much, or all is here, or soon. */
    glance: async (text: string): Promise<SearchIndex | null> => {
      const isLikely = isWarm ? null : sieveOf(readQuery(text));
      const parts = isLikely && (await readLikely(db, isLikely));
      if (!parts) return null;
      const index = createIndex();
      for (const { id, ids, lines } of parts) index.put(id, openBlock(ids, lines));
      return index;
    },
    /** Columns that are still to be made are waited for; whoever needs none does not wait. */
    read: async (want: Want): Promise<SearchIndex> => {
      isWarm ||= want.lines;
      if (want.columns) await build();
      const brought = reading.then(() => bring(want));
      reading = brought.catch(() => undefined);
      return brought;
    },
  };
}

/** Takes in what was read at one moment: lines first, since columns are of their order. */
function take({ index }: Kept, { lines, columns }: ReadBlocks): void {
  for (const [id, block] of lines) index.put(id, block ? openBlock(block.ids, block.lines) : null);
  for (const [block, read] of Map.groupBy(columns, (one) => one.block))
    index.putColumns(block, columnsWith(index.columnsOf(block), read));
}

/** A block's columns with those that were read; null where it has no lines. */
function columnsWith(before: Columns | null, read: readonly ReadColumn[]): Columns | null {
  let size = before?.size ?? 0;
  const columns: Record<string, Column> = { ...before?.columns };
  for (const one of read)
    if ('size' in one) size = one.size;
    else if (one.column) columns[one.attribute] = one.column;
    else delete columns[one.attribute];
  return size === 0 ? null : { size, columns };
}
