import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { CommandError } from './command.ts';
import { loadDump, readDump, stepsInDump } from './postgres-programs.ts';
import { openPostgres } from '#server/db/postgres.ts';
import { compareSteps, NEWER, stepsDone } from '#server/db/pending.ts';
import { TABLES } from '#server/db/table-names.ts';
import type { Tables } from '#server/db/schema.ts';

const ALL = ['migration', ...TABLES];

/**
 * Puts a dump into the database in one transaction, and begins a new epoch with it.
 * @param mayReplace whether what is there may go
 */
export async function restorePostgres(
  url: string,
  file: string,
  mayReplace: boolean,
  print: (line: string) => void,
): Promise<void> {
  const steps = await stepsInDump(file);
  if (steps.length === 0) throw new CommandError(`${file} is no backup of Carnet.`);
  if (compareSteps(steps).unknown.length > 0) throw new CommandError(NEWER);
  await readDump(file);
  await look(url, async (db) => {
    await refuseRunning(db);
    const contacts = await countContacts(db);
    if (contacts !== null && !mayReplace)
      throw new CommandError(
        `There are data in this database (${contacts} contacts). Back them up, then add --replace.`,
      );
  });
  const drop = ALL.map((name) => `drop table if exists "${name}" cascade;`).join('\n');
  await loadDump(url, file, drop, `update workspace_sync set epoch = '${randomUUID()}@' || version;`);
  await look(url, async (db) => {
    print(
      `${(await countContacts(db)) ?? 0} contacts and all that belongs to them are back, in a new epoch.`,
    );
  });
}

async function look(url: string, work: (db: Kysely<Tables>) => Promise<void>): Promise<void> {
  const { db, close } = openPostgres(url, 1);
  try {
    await work(db);
  } finally {
    await close();
  }
}

/** A server keeps one connection open as long as it runs. */
export async function refuseRunning(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_stat_activity
    where datname = current_database() and application_name = 'carnet' and pid <> pg_backend_pid()`.execute(
    db,
  );
  if ((rows[0]?.count ?? 0) > 0)
    throw new CommandError(
      'A server is running on this database. End all of them first. (Behind pgbouncer its connections stay open for a ' +
        'while: RECONNECT on its console ends them.)',
    );
}

/** @returns null where there are no tables */
async function countContacts(db: Kysely<Tables>): Promise<number | null> {
  if ((await stepsDone(db)).length === 0) return null;
  const { count } = await db
    .selectFrom('contact')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('deleted', '=', 0)
    .executeTakeFirstOrThrow();
  return count;
}
