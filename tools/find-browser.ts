import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { chromium } from 'playwright-core';

/** Where a Chromium was found and how, for people to read. */
export type Found = { path: string; how: string };

type Say = (line: string) => void;

const isRoot = () => process.getuid?.() === 0;

/**
 * A Chromium that takes an extension from a folder: `CARNET_CHROMIUM`, one of the system's, Playwright's own
 * download; where there is none, one is installed (apt-get on Debian as root, else Playwright's download).
 * @param say is told what was done, a sentence at a time
 * @throws an Error whose message says what to do
 */
export function findBrowser(say: Say): Found {
  const found = named() ?? ofSystem(say) ?? ofPlaywright();
  if (found) return found;
  say('No Chromium was found on this machine: installing one.');
  const installed = byApt(say) ?? byDownload(say);
  if (installed) return installed;
  throw new Error(
    'No Chromium could be found or installed. Install Chromium (not Google Chrome) by hand, or set CARNET_CHROMIUM to the path of one.',
  );
}

/** What Chromium must be told where its own sandbox cannot run: it refuses to start as root otherwise. */
export function sandboxArgs(): string[] {
  return isRoot() ? ['--no-sandbox'] : [];
}

function named(): Found | null {
  const path = process.env.CARNET_CHROMIUM;
  if (!path) return null;
  const version = versionOf(path);
  if (version === null) throw new Error(`CARNET_CHROMIUM names ${path}, which does not run.`);
  return { path, how: `${version}, named by CARNET_CHROMIUM` };
}

function ofSystem(say: Say): Found | null {
  for (const path of systemPaths(['chromium', 'chromium-browser', 'ungoogled-chromium'])) {
    const version = versionOf(path);
    if (version !== null) return { path, how: `${version}, the system's` };
  }
  const [branded] = systemPaths(['google-chrome', 'google-chrome-stable', 'microsoft-edge']);
  if (branded !== undefined)
    say(`${branded} is passed over: Chrome and Edge no longer take an extension from a folder at start.`);
  return null;
}

function systemPaths(names: string[]): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const known = [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    join(process.env.LOCALAPPDATA ?? '', 'Chromium', 'Application', 'chrome.exe'),
  ];
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...(names.includes('chromium') ? known : [])].filter((path) => existsSync(path));
}

function ofPlaywright(): Found | null {
  const path = chromium.executablePath();
  const version = existsSync(path) ? versionOf(path) : null;
  return version === null ? null : { path, how: `${version}, Playwright's download` };
}

function byApt(say: Say): Found | null {
  if (!isRoot() || !isDebian()) return null;
  say('apt-get install chromium');
  run('apt-get', ['update', '-qq']);
  // Fonts, because a browser without any draws no letter: the pages of the tests are in three scripts.
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core']);
  return ofSystem(say);
}

function byDownload(say: Say): Found | null {
  say('Downloading Playwright’s Chromium.');
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  run(process.execPath, [cli, 'install', 'chromium', '--no-shell']);
  return ofPlaywright();
}

function isDebian(): boolean {
  try {
    return /^(?:ID|ID_LIKE)=.*debian/mu.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false; // no such file: not a Linux, or not one that says what it is
  }
}

/** Output goes to the person, beside whatever the command that asked for a browser prints: an install that fails says why. */
function run(command: string, args: string[]): void {
  spawnSync(command, args, {
    stdio: ['ignore', process.stderr, process.stderr],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/** A browser that lacks a library, or is a stub that only asks for a package, does not answer. */
function versionOf(path: string): string | null {
  // There `--version` opens a window instead of answering.
  if (process.platform === 'win32') return 'Chromium';
  const { status, stdout } = spawnSync(path, ['--version', ...sandboxArgs()], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  const [version] = /Chrom[^\n]*?[\d.]{5,}/u.exec(stdout ?? '') ?? [];
  return status === 0 && version !== undefined ? version : null;
}
