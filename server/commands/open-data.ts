import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from './command.ts';
import { openDatabase, type Database } from '#server/db/open.ts';
import { compareSteps, NEWER, stepsDone } from '#server/db/pending.ts';
import { urlAt } from '#server/listen.ts';
import { logErrors } from '#server/log.ts';
import type { StartSettings } from '#server/settings.ts';

/** The file of the embedded database. */
export const fileIn = (folder: string): string => join(folder, 'carnet.sqlite');

/** Where a server with these settings is reached. */
export const addressOf = ({ url, host, port, tls }: StartSettings): string =>
  url ?? urlAt(host, port, tls !== null);

/**
 * better-auth over a database, as a server with these settings would have it. Commands sign and encipher nothing: a
 * secret that is thrown away does, and none is made in a folder that no server looks into.
 */
export async function authFor(settings: StartSettings, database: Database) {
  const { createAuth } = await import('#server/auth/auth.ts');
  const secret = settings.secret ?? randomBytes(32).toString('base64url');
  const { invitationDays } = settings;
  return createAuth(database, { url: addressOf(settings), secret, invitationDays }, logErrors);
}

/**
 * Does something with the data of a server, which may be running.
 * @throws CommandError where there are none, or they are of another version
 */
export async function withData<T>(
  settings: StartSettings,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  if (settings.databaseUrl === null && !existsSync(fileIn(settings.dataDir)))
    throw new CommandError(
      `There are no data of Carnet in ${settings.dataDir}. Name the folder with --data, or start the server first.`,
    );
  const database = openDatabase(settings);
  try {
    await checkVersion(database);
    return await work(database);
  } finally {
    await database.close();
  }
}

async function checkVersion({ db }: Database): Promise<void> {
  const done = await stepsDone(db);
  const { missing, unknown } = compareSteps(done);
  if (unknown.length > 0) throw new CommandError(NEWER);
  if (done.length === 0)
    throw new CommandError('There are no tables of Carnet in this database. Start the server on it first.');
  if (missing.length > 0)
    throw new CommandError('The data are of an older Carnet. Run first: npm run server -- migrate');
}
