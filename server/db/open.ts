import type { Kysely } from 'kysely';
import type { Tables } from '#server/db/schema.ts';
import { openPostgres } from '#server/db/postgres.ts';
import { openSqlite } from '#server/db/sqlite.ts';

/** An open database; `parameters`: how many values one statement may carry; `pool`: its connections, where it has many. */
export type Database = {
  db: Kysely<Tables>;
  type: 'sqlite' | 'postgres';
  parameters: number;
  pool?: () => { open: number; idle: number; waiting: number };
  close: () => Promise<void>;
};

export type DatabaseSettings = { dataDir: string; databaseUrl: string | null; connections: number };

/**
 * Opens the database the settings name: PostgreSQL at `databaseUrl`, else the embedded one in the data folder.
 * @throws where `databaseUrl` is no address of PostgreSQL
 */
export function openDatabase({ dataDir, databaseUrl, connections }: DatabaseSettings): Database {
  if (databaseUrl === null) return openSqlite(dataDir);
  if (!/^postgres(?:ql)?:\/\//u.test(databaseUrl))
    throw new Error(
      'DATABASE_URL is no address of PostgreSQL: write it like postgres://user@host:5432/carnet.',
    );
  return openPostgres(databaseUrl, connections);
}
