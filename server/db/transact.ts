import { setTimeout as wait } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '#server/db/schema.ts';

const TRIES = 30;
/** Serialization failure, deadlock, unique under a race (PostgreSQL), restart (CockroachDB). */
const AGAIN = new Set(['40001', '40P01', '23505', 'CR000']);
/** SQLITE_BUSY and SQLITE_LOCKED, with their extended codes in the higher bits. */
const BUSY = new Set([5, 6]);

/**
 * Runs `work` in one transaction, and again where the database says that it lost a race (sync.md, section 2).
 * Whatever `work` remembers must be made inside it: it may run up to 30 times.
 */
export async function transact<T>(
  db: Kysely<Tables>,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (tries >= TRIES || !isLostRace(error)) throw error;
      await wait(Math.random() * Math.min(10 * 2 ** tries, 250));
    }
  }
}

/** Whether a database error means "try again" rather than "this is wrong". */
function isLostRace(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('errcode' in error && typeof error.errcode === 'number') return BUSY.has(error.errcode & 0xff);
  return 'code' in error && typeof error.code === 'string' && AGAIN.has(error.code);
}
