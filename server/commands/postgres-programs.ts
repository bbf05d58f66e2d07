import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { CommandError } from './command.ts';

/** Writes a whole database into a file, by the program that PostgreSQL has for it. @throws CommandError */
export async function dumpPostgres(url: string, file: string): Promise<void> {
  const what = ['--format=custom', '--no-owner', '--no-privileges', `--file=${file}`];
  await finish(run('pg_dump', what, url), 'pg_dump');
}

/** Reads a dump through to its end, which tells that it is whole. @throws CommandError */
export async function readDump(file: string): Promise<void> {
  await finish(run('pg_restore', ['--file=/dev/null', file]), 'pg_restore');
}

/** Which steps the tables in a dump have been through (db/migrations.ts); none where it is not one of Carnet's. */
export async function stepsInDump(file: string): Promise<string[]> {
  const child = run('pg_restore', ['--data-only', '--table=migration', '--file=-', file]);
  const words = child.stdout ? text(child.stdout) : Promise.resolve('');
  await finish(child, 'pg_restore');
  const rows = /^COPY [^\n]*\n([\s\S]*?)^\\\.$/mu.exec(await words)?.[1] ?? '';
  return rows.split('\n').flatMap((row) => row.split('\t', 1)[0] || []);
}

/**
 * Puts a dump into a database, with statements before and after, all in one transaction: it is there whole, or nothing
 * has changed.
 * @throws CommandError
 */
export async function loadDump(url: string, file: string, before: string, after: string): Promise<void> {
  const psql = run('psql', ['--no-psqlrc', '--quiet', '--output=/dev/null', '--set=ON_ERROR_STOP=1'], url);
  const done = finish(psql, 'psql');
  // Heard below, by whoever comes first.
  done.catch(() => {});
  const restore = run('pg_restore', ['--no-owner', '--no-privileges', '--file=-', file]);
  const read = finish(restore, 'pg_restore');
  read.catch(() => {});
  const { stdin } = psql;
  if (!stdin || !restore.stdout) throw new Error('no pipe');
  stdin.on('error', () => {});
  stdin.write(`begin;\n${before}\n`);
  try {
    await pipeline(restore.stdout, stdin, { end: false }).catch(() => done);
    await read;
  } catch (error) {
    // Without its `commit` nothing has been done.
    psql.kill();
    throw error;
  }
  // pg_restore's script empties it, so that every name stands with its schema.
  stdin.end(`\nreset search_path;\n${after}\ncommit;\n`);
  await done;
}

function run(program: string, args: readonly string[], url?: string): ChildProcess {
  const env = { ...process.env, ...(url === undefined ? {} : environmentOf(url)) };
  return spawn(program, args, { env, stdio: [url === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
}

/** By environment, since whoever lists the processes of a machine sees what stands on their command lines. */
function environmentOf(text: string): Record<string, string> {
  const url = new URL(text);
  const parts = {
    PGHOST: url.searchParams.get('host') ?? url.hostname.replace(/^\[(.*)\]$/u, '$1'),
    PGPORT: url.port,
    PGUSER: decodeURIComponent(url.username),
    PGPASSWORD: decodeURIComponent(url.password),
    PGDATABASE: decodeURIComponent(url.pathname.slice(1)),
    PGSSLMODE: url.searchParams.get('sslmode') ?? '',
    PGCONNECT_TIMEOUT: '10',
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== ''));
}

/** Waits for its end. @throws CommandError with its own words where it failed, or is not there */
async function finish(child: ChildProcess, program: string): Promise<void> {
  const words = child.stderr ? text(child.stderr) : Promise.resolve('');
  words.catch(() => {});
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    if (code === 0) return;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw missing(program);
    throw error;
  }
  throw new CommandError(`${program} failed. Its own words:\n${(await words).trim()}`);
}

function missing(program: string): CommandError {
  return new CommandError(
    `${program} is not on this machine. It is one of PostgreSQL's own programs, which come in the package ` +
      'postgresql-client: install it, in the version of your PostgreSQL or a newer one.',
  );
}
