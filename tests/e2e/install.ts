import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const POLICY = '/usr/sbin/policy-rc.d';

/** The Debian packages of the webmails, the helpdesk and the blog, and of a screen without a screen; `.ci/run` reads the same list. */
export const packages = readFileSync(join(import.meta.dirname, 'packages.txt'), 'utf8')
  .trim()
  .split('\n');

/**
 * Sees to it that these applications, their servers and a screen are on this machine.
 * @throws an Error that says what to do, where they are missing and cannot be installed from here
 */
export function installPackages(): void {
  const missing = packages.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  const wanted = `The end-to-end tests need these Debian packages: ${missing.join(' ')}.`;
  if (!existsSync('/usr/bin/apt-get'))
    throw new Error(`${wanted} This is no Debian: run the tests in a Debian container, as .ci/run does.`);
  if (process.getuid?.() !== 0)
    throw new Error(`${wanted} As root: apt-get install --no-install-recommends ${missing.join(' ')}`);
  process.stdout.write(`apt-get install ${missing.join(' ')}\n`);
  withoutServices(() => {
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', ...missing);
  });
  const still = packages.filter((name) => !isInstalled(name));
  if (still.length > 0)
    throw new Error(`apt-get could not install ${still.join(' ')}: its own words are above.`);
}

function isInstalled(name: string): boolean {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Status}', name], { encoding: 'utf8' });
  return stdout === 'installed';
}

/** The packages' own services would take ports of the machine: Debian asks this file before it starts any. */
function withoutServices(install: () => void): void {
  const lent = !existsSync(POLICY);
  if (lent) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    install();
  } finally {
    if (lent) rmSync(POLICY);
  }
}

function apt(...args: string[]): void {
  // They would ask for databases of their own: these tests bring theirs.
  spawnSync('debconf-set-selections', {
    input: [
      'roundcube-core roundcube/dbconfig-install boolean false\n',
      'request-tracker5 request-tracker5/dbconfig-install boolean false\n',
    ].join(''),
  });
  spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
