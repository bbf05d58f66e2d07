import { Kysely, PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';
import type { Database } from '#server/db/open.ts';
import type { Tables } from '#server/db/schema.ts';

/** Values in one statement; the wire protocol counts them in 16 bits. */
const PARAMETERS = 60_000;
/** The type of `bigint`, which the driver would else hand out as text. */
const INT8 = 20;
/** Milliseconds to wait for a connection, and for one statement. */
const CONNECT = 10_000;
const STATEMENT = 60_000;

/**
 * Opens PostgreSQL 15 or newer. A pool of connections that keep nothing from one transaction to the next, so that
 * pgbouncer may stand between in transaction mode.
 * @param url postgres://user:password@host:port/database
 * @param connections how many at most
 */
export function openPostgres(url: string, connections: number): Database {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    // One stays, so that whoever restores a backup sees that a server runs (commands/restore.ts).
    min: 1,
    connectionTimeoutMillis: CONNECT,
    query_timeout: STATEMENT,
    application_name: 'carnet',
    types: {
      getTypeParser: (type: number, format?: 'text' | 'binary') =>
        type === INT8 && format !== 'binary' ? Number : types.getTypeParser(type, format),
    },
  });
  // A connection that breaks while nobody uses it is taken out of the pool by itself; unheard, it would end the process.
  pool.on('error', () => {});
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    type: 'postgres',
    parameters: PARAMETERS,
    pool: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => db.destroy(),
  };
}
