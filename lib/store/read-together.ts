import type { BookDb } from './db.ts';
import { guardStorage } from './refusal.ts';

/**
 * Runs the questions that rows of contacts are made from within one transaction: what they say is of one moment, and a
 * transaction of its own for each would cost more than the reading.
 * @throws Refusal `storage_blocked`
 */
export function readTogether<T>(db: BookDb, read: () => Promise<T>): Promise<T> {
  const tables = [db.contacts, db.merged, db.senders, db.records, db.members, db.outbox];
  return guardStorage(() => db.transaction('r', tables, read));
}
