import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, chmodSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { flush, kindOf } from './backup.ts';
import { CommandError, DATA, type Command } from './command.ts';
import { fileIn } from './open-data.ts';
import { restorePostgres } from './restore-postgres.ts';
import { NEWER } from '#server/db/pending.ts';
import { inspectFile, openAlone } from '#server/db/sqlite-file.ts';

export const restore: Command = {
  name: 'restore',
  summary: 'puts the backup in FILE in the place of the data there are',
  about: `The server must be ended first. The data begin a new epoch, so that every extension compares what it has with
what the backup has, and tells again what the backup never saw: nothing that is still on somebody's device is lost. The
data there were stay beside the new ones (embedded database), or are gone (PostgreSQL, which asks for --replace then).
Members, roles, passwords and sessions are those of the backup, too: whoever was removed or signed out since is back.
Look at the members and devices afterwards.`,
  operands: ['FILE'],
  flags: { replace: 'PostgreSQL: the data that are there may go' },
  settings: DATA,
  run: async ({ settings, operands, flags, print }) => {
    const file = resolve(operands[0] ?? '');
    const kind = existsSync(file) ? kindOf(file) : null;
    if (!existsSync(file)) throw new CommandError(`There is no file ${file}.`);
    if (kind === null) throw new CommandError(`${file} is no backup of Carnet.`);
    if (settings.databaseUrl !== null) {
      if (kind === 'sqlite') throw new CommandError(NOT_HERE);
      await restorePostgres(settings.databaseUrl, file, flags.replace === true, print);
    } else {
      if (kind === 'postgres') throw new CommandError(NOT_THERE);
      restoreSqlite(settings.dataDir, file, print);
    }
    print('Start the server now, and look at the members: those of the backup are in again.');
    return 0;
  },
};

const NOT_HERE =
  'This is a backup of the embedded database, and DATABASE_URL names PostgreSQL. Restore it without DATABASE_URL into an ' +
  'empty folder of --data, then move it: npm run server -- import FOLDER';
const NOT_THERE = 'This is a backup of PostgreSQL: set DATABASE_URL to the database that it is to be put in.';

/** Makes the copy ready beside the data, then changes it in. */
function restoreSqlite(folder: string, backup: string, print: (line: string) => void): void {
  const copy = join(folder, `carnet.sqlite.${randomUUID().slice(0, 8)}.part`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    copyFileSync(backup, copy);
    chmodSync(copy, 0o600);
    const contacts = check(copy, backup);
    beginEpoch(copy);
    flush(copy);
    const aside = setAside(fileIn(folder));
    renameSync(copy, fileIn(folder));
    flush(folder);
    print(`${contacts} contacts and all that belongs to them are back in ${folder}, in a new epoch.`);
    if (aside !== null) print(`What was there is in ${aside}. Delete it once all is well.`);
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${copy}${end}`, { force: true });
  }
}

function check(copy: string, backup: string): number {
  const inspected = inspectFile(copy);
  if (typeof inspected === 'string') throw new CommandError(`${backup} cannot be restored: ${inspected}.`);
  if (inspected.steps.unknown.length > 0) throw new CommandError(NEWER);
  return inspected.contacts;
}

function beginEpoch(file: string): void {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;');
  database.exec(`update workspace_sync set epoch = '${randomUUID()}@' || version`);
  database.close();
}

/** @returns where the data are now; null where there were none. @throws CommandError while a server has them open */
function setAside(file: string): string | null {
  if (!existsSync(file)) return null;
  const alone = openAlone(file);
  if (!alone)
    throw new CommandError('The server is running on these data. End it first, then restore the backup.');
  // What stands in the log beside it is brought in, so that the file is the whole of it.
  alone.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const aside = `${file}.before-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}`;
  renameSync(file, aside);
  alone.close();
  for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  return aside;
}
