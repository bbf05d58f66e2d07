import type { Kysely } from 'kysely';
import { migrations } from '#server/db/migrations.ts';
import type { Tables } from '#server/db/schema.ts';

/** Brings the tables up to this version's; those already there are left alone. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('migration')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('migration_key', ['id'])
    .execute();
  const done = new Set((await db.selectFrom('migration').select('id').execute()).map(({ id }) => id));
  for (const { id, up } of migrations) {
    if (done.has(id)) continue;
    await db.transaction().execute(async (trx) => {
      await up(trx);
      await trx.insertInto('migration').values({ id, at: new Date().toISOString() }).execute();
    });
  }
}
