import { setTimeout as wait } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import type { Database } from '#server/db/open.ts';
import { migrations } from '#server/db/migrations.ts';
import { TURN } from '#server/db/pending.ts';
import { transact } from '#server/db/transact.ts';
import type { Tables } from '#server/db/schema.ts';

/** Milliseconds between two looks whether it is one's turn, and for how long somebody waits at most. */
const LOOK = 200;
const PATIENCE = 10 * 60_000;

/**
 * Brings the tables up to this version's; those already there are left alone. Processes that start at once take turns:
 * by a lock on a row, which every engine has, where the embedded database has one process only.
 * @param authTables makes those of better-auth
 */
export async function migrate({ db, type }: Database, authTables: () => Promise<void>): Promise<void> {
  await createMigrationTable(db);
  if (type === 'sqlite') return migrateAll(db, authTables);
  const until = Date.now() + PATIENCE;
  while (!(await migrateInTurn(db, authTables))) {
    if (Date.now() > until) throw new Error('Another process has been changing the tables for ten minutes.');
    await wait(LOOK);
  }
}

/**
 * Whoever waits holds no connection meanwhile: behind pgbouncer those are few, and whoever has the turn needs two.
 * @returns false where it is another one's turn
 */
async function migrateInTurn(db: Kysely<Tables>, authTables: () => Promise<void>): Promise<boolean> {
  try {
    await db.transaction().execute(async (turn) => {
      await sql`select id from migration where id = ${TURN} for update nowait`.execute(turn);
      await migrateAll(db, authTables);
    });
    return true;
  } catch (error) {
    if (hasCode(error, [TAKEN])) return false;
    throw error;
  }
}

/** lock_not_available. */
const TAKEN = '55P03';
/** Two who make one table at once: of its name, its type, or the row of its key the second one stumbles over. */
const MADE_MEANWHILE = ['42P07', '42710', '23505'];

const hasCode = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));

async function createMigrationTable(db: Kysely<Tables>): Promise<void> {
  try {
    await db.schema
      .createTable('migration')
      .ifNotExists()
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('migration_key', ['id'])
      .execute();
  } catch (error) {
    if (!hasCode(error, MADE_MEANWHILE)) throw error;
  }
  await transact(db, (trx) =>
    trx
      .insertInto('migration')
      .values({ id: TURN, at: new Date().toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
}

async function migrateAll(db: Kysely<Tables>, authTables: () => Promise<void>): Promise<void> {
  await authTables();
  const done = new Set((await db.selectFrom('migration').select('id').execute()).map(({ id }) => id));
  for (const { id, up } of migrations) {
    if (done.has(id)) continue;
    await db.transaction().execute(async (trx) => {
      await up(trx);
      await trx.insertInto('migration').values({ id, at: new Date().toISOString() }).execute();
    });
  }
}
