import { sql, type Kysely } from 'kysely';
import type { Tables } from '#server/db/schema.ts';

const PARTS = 4;

/**
 * Makes every table of a workspace partitioned by a hash of it, while all are empty. PostgreSQL then demands what Citus
 * demands: that each key and each unique index has the workspace in it.
 */
export async function partitionByWorkspace(db: Kysely<Tables>): Promise<string[]> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where column_name = 'workspace_id' and table_schema = 'public' order by table_name`.execute(db);
  const names = tables.rows.map(({ name }) => name);
  for (const name of names) await partition(db, name);
  return names;
}

async function partition(db: Kysely<Tables>, name: string): Promise<void> {
  const [table, plain] = [sql.table(name), sql.table(`${name}_plain`)];
  await sql`alter table ${table} rename to ${sql.ref(`${name}_plain`)}`.execute(db);
  await sql`create table ${table} (like ${plain} including all) partition by hash (workspace_id)`.execute(db);
  for (let part = 0; part < PARTS; part += 1)
    await sql`create table ${sql.table(`${name}_${part}`)} partition of ${table}
      for values with (modulus ${sql.lit(PARTS)}, remainder ${sql.lit(part)})`.execute(db);
  await sql`drop table ${plain}`.execute(db);
}
