import { execFileSync, spawnSync, type StdioOptions } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const VERSIONS = '/usr/lib/postgresql';

/** The newest PostgreSQL (15 or later) and the pgbouncer of this machine; on Debian as root installed where missing. */
export type Programs = { postgres: string; pgbouncer: string };

/** @throws with a sentence where they are missing and cannot be installed */
export function findPrograms(say: (line: string) => void): Programs {
  const missing = [
    ...(findPostgres() === null ? ['postgresql'] : []),
    ...(findBouncer() === null ? ['pgbouncer'] : []),
  ];
  if (missing.length > 0) install(missing, say);
  const [postgres, pgbouncer] = [findPostgres(), findBouncer()];
  if (postgres === null || pgbouncer === null)
    throw new Error('PostgreSQL 15 and pgbouncer are still missing after apt-get installed them.');
  return { postgres, pgbouncer };
}

/** The folder of its programs. */
function findPostgres(): string | null {
  const found = existsSync(VERSIONS) ? readdirSync(VERSIONS).map(Number) : [];
  const newest = found.filter((version) => version >= 15).toSorted((a, b) => b - a);
  const folder = newest
    .map((version) => join(VERSIONS, String(version), 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
  return folder ?? null;
}

function findBouncer(): string | null {
  return ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer'].find((path) => existsSync(path)) ?? null;
}

function install(packages: string[], say: (line: string) => void): void {
  const apt = spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
  if (!apt || process.getuid?.() !== 0)
    throw new Error(
      `The tests on PostgreSQL need ${packages.join(' and ')}. Install: apt-get install ${packages.join(' ')}`,
    );
  say(`apt-get install ${packages.join(' ')}`);
  // RUNLEVEL 1: no service of a package starts by itself, the tests start what they need on ports of their own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const stdio: StdioOptions = ['ignore', 'ignore', 'inherit'];
  execFileSync('apt-get', ['update', '-qq'], { env, stdio });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env, stdio });
}
