import type { Kysely } from 'kysely';
import type { Tables } from '#server/db/schema.ts';
import { openSqlite } from '#server/db/sqlite.ts';

/** An open database; `parameters`: how many values one statement may carry. */
export type Database = {
  db: Kysely<Tables>;
  type: 'sqlite' | 'postgres';
  parameters: number;
  close: () => Promise<void>;
};

/**
 * Opens the database the settings name.
 * @throws when `url` asks for an engine that this version does not speak
 */
export function openDatabase(settings: { dataDir: string; databaseUrl: string | null }): Database {
  if (settings.databaseUrl !== null)
    throw new Error('DATABASE_URL is not understood by this version: leave it out to use the data folder.');
  return openSqlite(settings.dataDir);
}
