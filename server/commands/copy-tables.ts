import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { sql, type Kysely } from 'kysely';
import { CommandError } from './command.ts';
import type { Tables } from '#server/db/schema.ts';
import { TABLES } from '#server/db/table-names.ts';

/** Who is adding whom at the moment is over before anybody asks; the limits begin anew. */
const LEFT = new Set(['presence', 'limit_bucket', 'rateLimit']);
/** And what a server that nobody has used yet makes at its start: the link for its owner. */
const UNUSED = new Set([...LEFT, 'set_up_link']);
const PROGRESS = 50_000;

type Columns = Map<string, string>;

/** Whether nobody has used a database yet; a server may have been started on it. */
export async function isUnused(db: Kysely<Tables>): Promise<boolean> {
  for (const table of TABLES.filter((name) => !UNUSED.has(name))) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
    if (rows.length > 0) return false;
  }
  return true;
}

/**
 * Copies every table with every column as it is, and counts afterwards.
 * @param parameters values that one statement may carry
 * @throws CommandError where the two do not agree, upon which nothing is to be kept
 */
export async function copyTables(
  source: DatabaseSync,
  target: Kysely<Tables>,
  parameters: number,
  print: (line: string) => void,
): Promise<void> {
  checkKnown(source);
  // Of the owner that comes along: whoever has the link to become one must not.
  await target.deleteFrom('set_up_link').execute();
  for (const table of TABLES.filter((name) => !LEFT.has(name))) {
    const columns = await columnsOf(target, table);
    const count = await copyTable(source, target, { table, columns, parameters }, print);
    await compare(source, target, table);
    if (count > 0) print(`${table}: ${count} rows`);
  }
}

/** A table that this list has forgotten would be left behind in silence. */
function checkKnown(source: DatabaseSync): void {
  const there = source.prepare("select name from sqlite_master where type = 'table'").all();
  const known = new Set([...TABLES, 'migration']);
  const other = there
    .map(({ name }) => String(name))
    .find((name) => !known.has(name) && !name.startsWith('sqlite_'));
  if (other !== undefined) throw new CommandError(`There is a table "${other}" that Carnet does not know.`);
}

async function columnsOf(target: Kysely<Tables>, table: string): Promise<Columns> {
  const { rows } = await sql<{ name: string; type: string }>`
    select column_name as name, data_type as type from information_schema.columns
    where table_schema = current_schema() and table_name = ${table}`.execute(target);
  return new Map(rows.map(({ name, type }) => [name, type]));
}

type Copied = { table: string; columns: Columns; parameters: number };

async function copyTable(
  source: DatabaseSync,
  target: Kysely<Tables>,
  { table, columns, parameters }: Copied,
  print: (line: string) => void,
): Promise<number> {
  let batch: Record<string, unknown>[] = [];
  let count = 0;
  const send = async (): Promise<void> => {
    if (batch.length === 0) return;
    // Its columns are those of the table, whichever it is.
    await target
      .insertInto(table as 'contact')
      .values(batch as never)
      .execute();
    if (Math.floor((count + batch.length) / PROGRESS) > Math.floor(count / PROGRESS))
      print(`${table}: ${count + batch.length} rows so far`);
    count += batch.length;
    batch = [];
  };
  for (const row of source.prepare(`select * from "${table}"`).iterate()) {
    batch.push(asInPostgres(table, row, columns));
    if ((batch.length + 1) * columns.size > parameters || batch.length >= 5000) await send();
  }
  await send();
  return count;
}

/** SQLite has no booleans; times are ISO 8601 in both. */
function asInPostgres(
  table: string,
  row: Record<string, SQLOutputValue>,
  columns: Columns,
): Record<string, unknown> {
  const values = Object.entries(row).map(([name, value]) => {
    const type = columns.get(name);
    if (type === undefined)
      throw new CommandError(`The table "${table}" has a column "${name}" that PostgreSQL's does not have.`);
    return [name, type === 'boolean' && value !== null ? value !== 0 : value] as const;
  });
  return Object.fromEntries(values);
}

/** As many rows here as there; and where there are versions, they come to the same sum. */
async function compare(source: DatabaseSync, target: Kysely<Tables>, table: string): Promise<void> {
  const columns = source.prepare(`select * from "${table}" limit 0`).columns();
  const sum = columns.some(({ name }) => name === 'version') ? 'coalesce(sum(version), 0)' : '0';
  const query = `select count(*) as rows, ${sum} as versions from "${table}"`;
  const [there] = source.prepare(query).all();
  const here = (await sql.raw<{ rows: unknown; versions: unknown }>(query).execute(target)).rows[0];
  const same =
    Number(there?.rows) === Number(here?.rows) && Number(there?.versions) === Number(here?.versions);
  if (!same)
    throw new CommandError(
      `Of "${table}" ${String(here?.rows)} of ${String(there?.rows)} rows have arrived as they were: nothing is kept.`,
    );
}
