import { sql, type Kysely } from 'kysely';
import { migrations } from '#server/db/migrations.ts';
import type { Tables } from '#server/db/schema.ts';

export const NEWER = 'The data are of a newer Carnet than this one. Update Carnet first.';

/** Which of the steps that this version knows a database has been through, and which it has that are unknown here. */
export type Steps = { missing: string[]; unknown: string[] };

const KNOWN = new Set(migrations.map(({ id }) => id));
/** The row that whoever migrates holds (migrate.ts). */
export const TURN = 'turn';

/** Compares what has been done to tables with what this version does to them. */
export function compareSteps(done: readonly string[]): Steps {
  const there = new Set(done);
  return {
    missing: [...KNOWN].filter((id) => !there.has(id)),
    unknown: done.filter((id) => id !== TURN && !KNOWN.has(id)),
  };
}

/** Empty for a database that has no tables of ours. */
export async function stepsDone(db: Kysely<Tables>): Promise<string[]> {
  try {
    const { rows } = await sql<{ id: string }>`select id from migration`.execute(db);
    return rows.map(({ id }) => id);
  } catch (error) {
    if (isNoTable(error)) return [];
    throw error;
  }
}

/** PostgreSQL's undefined_table, and SQLite's words for it, which has no code of its own. */
function isNoTable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === '42P01') || error.message.startsWith('no such table');
}
