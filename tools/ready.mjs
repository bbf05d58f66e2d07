/**
 * Makes a fresh clone ready, on whatever Node.js the machine has: checks its version, installs the packages where
 * they are missing or others than the lockfile asks for, and finds the Node.js 24 that comes with them. Plain
 * JavaScript without a dependency, because nothing is installed yet when it runs.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST = 20;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === 'win32';

/**
 * Goes on with `script` under the project's own Node.js; ends this process as that one ends. Signals are passed on,
 * and the script learns by a broken channel when this process is gone in any other way.
 * @param {string} script path from the project's root
 */
export function goOn(script) {
  const node = makeReady();
  const child = spawn(node, [join(root, script), ...process.argv.slice(2)], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: `${dirname(node)}${windows ? ';' : ':'}${process.env.PATH ?? ''}` },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm told to end takes only its shell along, and this process is left: it ends with the one that started it.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 300).unref();
  child.on('error', (error) => stop(`The project's Node.js did not start: ${error.message}`));
  child.on('exit', (code) => process.exit(code ?? 1));
}

/** @returns {string} path of the project's own Node.js */
function makeReady() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST)
    stop(
      `Carnet needs Node.js ${OLDEST} or newer to begin with; this is ${process.versions.node}. A newer one is at https://nodejs.org.`,
    );
  if (!isInstalled()) install();
  if (!answers(ownNode())) fetchOwnNode();
  nameOwnNode();
  return ownNode();
}

/** Whether every package of the lockfile stands in node_modules in its version; npm notes there what it put in. */
function isInstalled() {
  const noted = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(noted)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const there = packagesOf(noted);
  // Optional packages are those of other platforms.
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || there[path]?.version === version,
  );
}

/** @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>} */
function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, 'utf8')).packages ?? {};
}

function install() {
  console.log('Installing the packages (npm ci) ...');
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: windows,
  });
  if (error) stop(`npm could not be run (${error.message}). It comes with Node.js: https://nodejs.org.`);
  if (status !== 0)
    stop('npm ci failed: its own words are above. Once the cause is gone, run the same command again.');
}

function ownNode() {
  return join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
}

function answers(node) {
  return existsSync(node) && spawnSync(node, ['--version']).status === 0;
}

/** The package `node` brings its binary by an install script, which npm leaves out where scripts are not allowed. */
function fetchOwnNode() {
  console.log('Fetching the project’s own Node.js ...');
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: join(root, 'node_modules', 'node'),
    stdio: 'inherit',
  });
  if (!answers(ownNode()))
    stop(
      'The project’s own Node.js could not be installed. Remove the folder node_modules and run the same command again.',
    );
}

/** So that `npm run` finds it before the machine's own, also where npm could not link what was not there yet. */
function nameOwnNode() {
  const name = join(root, 'node_modules', '.bin', 'node');
  if (!windows && !existsSync(name)) symlinkSync(join('..', 'node', 'bin', 'node'), name);
}

/** @returns {never} */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
