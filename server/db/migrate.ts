import { sql, type Kysely } from 'kysely';
import type { Database } from '#server/db/open.ts';
import { migrations } from '#server/db/migrations.ts';
import { transact } from '#server/db/transact.ts';
import type { Tables } from '#server/db/schema.ts';

/** The row that whoever migrates holds. */
const TURN = 'turn';

/**
 * Brings the tables up to this version's; those already there are left alone. Processes that start at once take turns:
 * by a lock on a row, which every engine has, where the embedded database has one process only.
 * @param authTables makes those of better-auth
 */
export async function migrate({ db, type }: Database, authTables: () => Promise<void>): Promise<void> {
  await transact(db, createMigrationTable);
  if (type === 'sqlite') return migrateAll(db, authTables);
  await db.transaction().execute(async (turn) => {
    await sql`select id from migration where id = ${TURN} for update`.execute(turn);
    await migrateAll(db, authTables);
  });
}

async function createMigrationTable(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('migration')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('migration_key', ['id'])
    .execute();
  await db
    .insertInto('migration')
    .values({ id: TURN, at: new Date().toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
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
