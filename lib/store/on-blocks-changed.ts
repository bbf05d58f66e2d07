import { Dexie, RangeSet, type IntervalTree, type ObservabilitySet } from 'dexie';
import type { BookDb } from './db.ts';
import { blockOfPart } from './parts.ts';

/**
 * Tells of which packed blocks of this replica a transaction has changed the lines or, with `what`, the columns of facts,
 * before whoever waits for it goes on; 'all' where that is not known one by one. What is kept of blocks in memory is then
 * read again (`readBlocks`).
 */
export function onBlocksChanged(
  db: BookDb,
  tell: (ids: number[] | 'all') => void,
  signal: AbortSignal,
  what: 'lines' | 'columns' = 'lines',
): void {
  const { name } = what === 'lines' ? db.searchParts : db.factColumns;
  const table = `idb://${db.name}/${name}/`;
  const listen = (parts: ObservabilitySet) => {
    const changed = [parts[table], parts[`${table}:dels`]].filter((part) => part !== undefined);
    if (changed.length > 0) tell(idsIn(changed));
  };
  if (signal.aborted) return;
  Dexie.on('storagemutated', listen);
  signal.addEventListener('abort', () => Dexie.on.storagemutated.unsubscribe(listen), { once: true });
}

function idsIn(parts: IntervalTree[]): number[] | 'all' {
  const ids = new Set<number>();
  for (const part of parts)
    for (const { from, to } of RangeSet(part)) {
      const block = blockOf(from);
      if (block === null || block !== blockOf(to)) return 'all';
      ids.add(block);
    }
  return [...ids];
}

/** Of the key of a block's part, or of a column, which is (attribute, block). */
function blockOf(key: unknown): number | null {
  if (typeof key === 'number') return blockOfPart(key);
  const block: unknown = Array.isArray(key) ? key[1] : null;
  return typeof block === 'number' ? block : null;
}
