import { DatabaseSync } from 'node:sqlite';
import { compareSteps, type Steps } from '#server/db/pending.ts';

export type Inspected = { steps: Steps; contacts: number };

/**
 * Opens a file of the embedded database that no server works on, reads it through, and counts.
 * @returns why it is none of Carnet's, or is damaged, in words
 */
export function inspectFile(file: string): Inspected | string {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { readOnly: true });
    const [checked] = database.prepare('PRAGMA integrity_check(1)').all();
    if (checked?.integrity_check !== 'ok') return 'it is damaged';
    const ids = database.prepare('select id from migration').all();
    const [counted] = database.prepare('select count(*) as contacts from contact where deleted = 0').all();
    return { steps: compareSteps(ids.map(({ id }) => String(id))), contacts: Number(counted?.contacts) };
  } catch (error) {
    return error instanceof Error && /no such table/u.test(error.message)
      ? 'it is a database, and not one of Carnet'
      : 'it is no database, or is damaged';
  } finally {
    database?.close();
  }
}

/**
 * Takes the embedded database for oneself: no server that is running has it, and none can start until it is closed.
 * @returns null where another process has it open
 */
export function openAlone(file: string): DatabaseSync | null {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    // Whoever has a database with a log open holds a lock on it, which this one does not go with.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;');
    return database;
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && Number(error.errcode) % 256 === BUSY) return null;
    throw error;
  }
}

const BUSY = 5;
