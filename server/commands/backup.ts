import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CommandError, DATA, type Command } from './command.ts';
import { fileIn, withData } from './open-data.ts';
import { dumpPostgres, readDump } from './postgres-programs.ts';
import { inspectFile } from '#server/db/sqlite-file.ts';
import { sql } from 'kysely';
import type { StartSettings } from '#server/settings.ts';

export const backup: Command = {
  name: 'backup',
  summary: 'writes all data into FILE, also while the server runs',
  about: `The embedded database is copied as it is at one moment; PostgreSQL by its own pg_dump. FILE may be read by this
user only, appears under its name once it is whole and has been opened and read through, and takes the place of an
older backup there. The file "secret" of the data folder (or CARNET_SECRET) is not in it: keep that apart. Without it
everybody signs in again.`,
  operands: ['FILE'],
  flags: {},
  settings: DATA,
  run: async ({ settings, operands, print }) => {
    const file = resolve(operands[0] ?? '');
    checkTarget(file, settings);
    const beside = `${file}.${randomUUID().slice(0, 8)}.part`;
    try {
      const what = await write(settings, beside);
      keep(beside, file);
      print(`${what} are in ${file}, which has been read through.`);
    } finally {
      rmSync(beside, { force: true });
    }
    return 0;
  },
};

/** What a file begins with that a backup lies in; null for any other. */
export function kindOf(file: string): 'sqlite' | 'postgres' | null {
  const head = Buffer.alloc(16);
  const opened = openSync(file, 'r');
  try {
    readSync(opened, head);
  } finally {
    closeSync(opened);
  }
  if (head.toString('latin1').startsWith('SQLite format 3')) return 'sqlite';
  return head.toString('latin1').startsWith('PGDMP') ? 'postgres' : null;
}

/** Nothing else is overwritten by a slip of the hand. */
function checkTarget(file: string, { dataDir, databaseUrl }: StartSettings): void {
  if (!existsSync(dirname(file))) throw new CommandError(`There is no folder ${dirname(file)}.`);
  if (databaseUrl === null && file === resolve(fileIn(dataDir)))
    throw new CommandError(`${file} is the database itself. Name another file.`);
  if (!existsSync(file)) return;
  const isBackup = kindOf(file) !== null;
  if (!isBackup) throw new CommandError(`${file} is there already, and is no backup. Name another file.`);
}

async function write(settings: StartSettings, file: string): Promise<string> {
  closeSync(openSync(file, 'wx', 0o600));
  if (settings.databaseUrl !== null) {
    const { databaseUrl } = settings;
    await withData(settings, () => dumpPostgres(databaseUrl, file));
    await readDump(file);
    return 'All data';
  }
  await withData(settings, async ({ db }) => {
    await sql`vacuum into ${sql.lit(file)}`.execute(db);
  });
  const inspected = inspectFile(file);
  if (typeof inspected === 'string') throw new CommandError(`The backup failed: ${inspected}.`);
  return `${inspected.contacts} contacts and all that belongs to them`;
}

/** Under its own name once it is on the disk, and the name then, too. */
function keep(beside: string, file: string): void {
  flush(beside);
  renameSync(beside, file);
  flush(dirname(file));
}

export function flush(path: string): void {
  const opened = openSync(path, 'r');
  fsyncSync(opened);
  closeSync(opened);
}
