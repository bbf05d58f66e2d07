import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { Client } from 'pg';

/**
 * What the server's tests run on. `sqlite`: the embedded database · `postgres`: PostgreSQL with two API processes behind
 * one address · `partitioned`: every table of a workspace hash-partitioned by it, behind pgbouncer in transaction mode:
 * what holds there holds on Citus, as far as one machine can tell (sync.md, section 4) · `serializable`: at that level
 * of isolation, which makes retries common, as CockroachDB does.
 */
export type Engine = 'sqlite' | 'postgres' | 'partitioned' | 'serializable';

/** What the global setup has started: where databases are made, from which template, and how servers reach them. */
export type Stage = Started | { engine: Exclude<Engine, 'sqlite'>; problem: string };
type Started = {
  engine: Exclude<Engine, 'sqlite'>;
  admin: string;
  template: string;
  /** Addresses with `DATABASE` in the place of its name. */
  address: string;
};

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- a declaration is merged into an interface
  interface ProvidedContext {
    stage: Stage;
  }
}

const stage = (): Stage | null => inject('stage') ?? null;

export function engine(): Engine {
  return stage()?.engine ?? 'sqlite';
}

/** An empty database of this engine for one server; null where it is embedded. @throws where it could not be started */
export async function freshDatabase(): Promise<string | null> {
  const found = stage();
  if (!found) return null;
  if ('problem' in found) throw new Error(found.problem);
  const name = `t${randomUUID().replaceAll('-', '')}`;
  await onServer(found.admin, `create database ${name} template ${found.template}`);
  if (found.engine === 'serializable')
    await onServer(found.admin, `alter database ${name} set default_transaction_isolation = 'serializable'`);
  return found.address.replace('DATABASE', name);
}

/** Runs statements on a database, one after another. */
export async function onServer(url: string, ...statements: string[]): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
