import { Dexie, RangeSet, type IntervalTree, type ObservabilitySet } from 'dexie';
import type { BookDb } from './db.ts';

/**
 * Tells which packed blocks of this replica a transaction has changed, before whoever waits for it goes on; 'all' where
 * that is not known one by one. What is kept of blocks in memory is then read again (`searchBlocksOf`).
 */
export function onBlocksChanged(
  db: BookDb,
  tell: (ids: number[] | 'all') => void,
  signal: AbortSignal,
): void {
  const table = `idb://${db.name}/${db.searchBlocks.name}/`;
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
      if (typeof from !== 'number' || from !== to) return 'all';
      ids.add(from);
    }
  return [...ids];
}
