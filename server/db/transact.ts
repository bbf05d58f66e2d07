import { setTimeout as wait } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '#server/db/schema.ts';

const TRIES = 30;
/** Serialization failure, deadlock, unique under a race (PostgreSQL), restart (CockroachDB). */
const LOST_RACE = ['40001', '40P01', '23505', 'CR000'];
/**
 * The database was ended, is starting, or the line to it broke. A commit may have been lost or not: whoever comes here
 * asks first what is there already, so that doing it again does nothing twice.
 */
const LOST_LINE = [
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
];
const AGAIN = new Set([...LOST_RACE, ...LOST_LINE]);
/** The driver's own words for a line that broke, which have no code. */
const BROKEN =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/u;
/** SQLITE_BUSY and SQLITE_LOCKED, with their extended codes in the higher bits. */
const BUSY = new Set([5, 6]);

/**
 * Runs `work` in one transaction, and again where the database says that it lost a race (sync.md, section 2).
 * Whatever `work` remembers must be made inside it: it may run up to 30 times.
 */
export function transact<T>(db: Kysely<Tables>, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  return insist(() => db.transaction().execute(work));
}

/** Asks a database again that is starting, or that lost the line, for some seconds. */
export async function insist<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (tries >= TRIES || !mayRepeat(error)) throw error;
      await wait(Math.random() * Math.min(10 * 2 ** tries, 250));
    }
  }
}

/** Whether a database error means "try again" rather than "this is wrong". */
function mayRepeat(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error && typeof error.errcode === 'number') return BUSY.has(error.errcode & 0xff);
  if ('code' in error && typeof error.code === 'string') return AGAIN.has(error.code);
  return BROKEN.test(error.message);
}
