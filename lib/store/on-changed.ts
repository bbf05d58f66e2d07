import { Dexie } from 'dexie';
import type { BookDb } from './db.ts';

/**
 * Calls `tell` after each transaction that changed this replica, also one of another worker instance (Dexie carries
 * it over a BroadcastChannel). It may come several times for one change; whoever broadcasts gathers them.
 */
export function onChanged(db: BookDb, tell: () => void, signal: AbortSignal): void {
  const listen = (parts: object) => {
    if (Object.keys(parts).some((part) => part.startsWith(`idb://${db.name}/`))) tell();
  };
  if (signal.aborted) return;
  Dexie.on('storagemutated', listen);
  signal.addEventListener('abort', () => Dexie.on.storagemutated.unsubscribe(listen), { once: true });
}
