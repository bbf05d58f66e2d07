import { Dexie, type IntervalTree, type ObservabilitySet } from 'dexie';
import type { BookDb } from './db.ts';

/** How deep the tree of changed keys is where none has changed: writing no rows at all is told, too. */
const NOTHING = 0;

/**
 * Calls `tell` after each transaction that changed what a surface shows of this replica, also one of another worker
 * instance (Dexie carries it over a BroadcastChannel). It may come several times for one change; whoever broadcasts
 * gathers them. What the replica remembers beside its rows (`meta.ts`) is none of it: an empty pull is no news. Nor are
 * columns of facts: they change with their rows, or are made of rows that have not changed.
 */
export function onChanged(db: BookDb, tell: () => void, signal: AbortSignal): void {
  const replica = `idb://${db.name}/`;
  const beside = [db.meta.name, db.factColumns.name].map((table) => `${replica}${table}/`);
  const listen = (parts: ObservabilitySet) => {
    const isNews = ([part, range]: [string, IntervalTree | undefined]) =>
      part.startsWith(replica) && !beside.some((one) => part.startsWith(one)) && range?.d !== NOTHING;
    if (Object.entries(parts).some(isNews)) tell();
  };
  if (signal.aborted) return;
  Dexie.on('storagemutated', listen);
  signal.addEventListener('abort', () => Dexie.on.storagemutated.unsubscribe(listen), { once: true });
}
