import { resolve } from 'node:path';
import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { CommandError, LINKS, type Command } from './command.ts';
import { copyTables, isUnused } from './copy-tables.ts';
import { authFor, fileIn } from './open-data.ts';
import { compareSteps, NEWER } from '#server/db/pending.ts';
import { migrate } from '#server/db/migrate.ts';
import { openDatabase } from '#server/db/open.ts';
import { openAlone } from '#server/db/sqlite-file.ts';
import { SettingsError, type StartSettings } from '#server/settings.ts';

export const importData: Command = {
  name: 'import',
  summary: 'moves the data of an embedded database, which lie in FOLDER, to PostgreSQL',
  about: `DATABASE_URL names the database they go to, which must be empty. All of it goes along: contacts and their
histories, versions, the epoch, what each device has sent, accounts and sessions. No extension has to fetch anything
again, and nobody signs in again, provided that the new servers have the same secret: that of FOLDER/secret, by --data
FOLDER or as CARNET_SECRET. It happens in one transaction, so that after an interruption the database is as empty as
before. The server on FOLDER must be ended first. FOLDER is left as it is. FOLDER is --data where it is left out.`,
  operands: ['FOLDER?'],
  flags: {},
  settings: LINKS,
  run: async ({ settings, operands, print }) => {
    if (settings.databaseUrl === null)
      throw new SettingsError('DATABASE_URL says which PostgreSQL the data go to, and it is not set.');
    const folder = resolve(operands[0] ?? settings.dataDir);
    const source = openSource(folder);
    try {
      await move(source, settings, print);
    } finally {
      source.close();
    }
    print(
      `Start the servers with DATABASE_URL now, and with the secret of ${folder}/secret: as CARNET_SECRET, or by`,
    );
    print(
      `--data ${folder}. Do not start one on ${folder} without DATABASE_URL any more: keep it until all is well.`,
    );
    return 0;
  },
};

/** @throws CommandError where there are no data, a server works on them, or they are of another version */
function openSource(folder: string): DatabaseSync {
  if (!existsSync(fileIn(folder))) throw new CommandError(`There are no data of Carnet in ${folder}.`);
  const source = openAlone(fileIn(folder));
  if (!source) throw new CommandError(`A server is running on ${folder}. End it first.`);
  try {
    const done = source.prepare('select id from migration').all();
    const { missing, unknown } = compareSteps(done.map(({ id }) => String(id)));
    if (unknown.length > 0) throw new CommandError(NEWER);
    if (missing.length > 0)
      throw new CommandError(
        `The data in ${folder} are of an older Carnet. Run first, without DATABASE_URL: npm run server -- migrate ` +
          `--data ${folder}`,
      );
    return source;
  } catch (error) {
    source.close();
    throw error;
  }
}

async function move(source: DatabaseSync, settings: StartSettings, print: (line: string) => void) {
  const target = openDatabase(settings);
  try {
    await migrate(target, (await authFor(settings, target)).tables);
    await target.db.transaction().execute(async (trx) => {
      if (!(await isUnused(trx)))
        throw new CommandError('There are data in the database of DATABASE_URL. Name an empty one.');
      await copyTables(source, trx, target.parameters, print);
    });
  } finally {
    await target.close();
  }
}
