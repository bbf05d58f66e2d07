import { CommandError } from './command.ts';
import { createLog, errorFacts } from '#server/log.ts';
import { SettingsError } from '#server/settings.ts';

/** What people can do about errors of the system and of PostgreSQL, by their codes. */
const SENTENCES: Record<string, string> = {
  EADDRINUSE: 'That port is taken, perhaps by another Carnet. End it, or choose another port: --port 8788.',
  EACCES: 'That port or folder is not for this user to use. Choose others: --port 8787 --data DIR.',
  EADDRNOTAVAIL: 'This machine does not have that address. Leave --host out to use 127.0.0.1.',
  ENOTFOUND: 'There is no machine of the name in DATABASE_URL.',
  ECONNREFUSED: 'PostgreSQL does not answer at the address in DATABASE_URL. Is it running?',
  ENOSPC: 'The disk is full.',
  '28P01': 'PostgreSQL does not take the password in DATABASE_URL.',
  '28000': 'PostgreSQL does not let the user in DATABASE_URL in.',
  '3D000': 'There is no database of the name in DATABASE_URL. Make it first: createdb NAME',
  '42501': 'The user in DATABASE_URL may not do this in that database. It must own it.',
  '57P03': 'PostgreSQL is starting or ending. Try again in a moment.',
};
/** SQLite's own codes, without their extended bits. */
const SQLITE: Record<number, string> = {
  5: 'The database is in use by another process. End the server first.',
  10: 'The disk could not be read or written.',
  11: 'The database file is damaged. Restore the last backup: npm run server -- restore FILE',
  13: 'The disk is full.',
  14: 'The data folder cannot be opened.',
  26: 'The file carnet.sqlite in the data folder is no database.',
};

/** A sentence about what went wrong, for whoever typed the command; what nobody foresaw is written down as it is. */
export function explain(error: unknown): string {
  if (error instanceof SettingsError || error instanceof CommandError) return error.message;
  const known = sentenceOf(error);
  if (known !== undefined) return known;
  createLog('json', process.stderr)('error', 'command', errorFacts(error));
  return error instanceof Error ? error.message : 'It did not work, and nobody knows why.';
}

function sentenceOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('errcode' in error && typeof error.errcode === 'number') return SQLITE[error.errcode & 0xff];
  if ('code' in error && typeof error.code === 'string') return SENTENCES[error.code];
  return error.message.startsWith('timeout exceeded when trying to connect')
    ? 'PostgreSQL does not answer at the address in DATABASE_URL.'
    : undefined;
}
