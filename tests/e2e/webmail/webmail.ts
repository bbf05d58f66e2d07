import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dependent } from '#tests/e2e/harness/dependent.ts';
import { freePort } from '#tests/e2e/harness/processes.ts';
import { writeDovecotConfig } from './dovecot.ts';
import { fillMailboxes, mailboxes } from './mailbox.ts';
import { rehearse } from './rehearse.ts';
import { PAGES, writeRoundcubeConfig } from './roundcube.ts';

/** A real Roundcube with real mail on loopback ports of its own. */
export type Webmail = { url: string; stop(): Promise<void> };

/** @throws an Error that says what is missing, with the last lines of the logs where a server did not come up */
export async function startWebmail(): Promise<Webmail> {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-webmail-'));
  chmodSync(folder, 0o755); // the mail server reads the mail as the user nobody
  mkdirSync(join(folder, 'mail'));
  fillMailboxes(join(folder, 'mail'));
  const [imap, web] = [await freePort(), await freePort()];
  const { config, temp } = writeRoundcubeConfig(folder, imap);
  const servers = [
    run('dovecot', ['-F', '-c', writeDovecotConfig(folder, imap)], {}),
    // Several workers: one page of Roundcube asks for several things at once.
    run('php', phpArgs(web, temp), { ROUNDCUBE_CONFIG_DIR: config, PHP_CLI_SERVER_WORKERS: '4' }),
  ];
  const stop = async () => {
    await Promise.all(servers.map(end));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const url = `http://127.0.0.1:${web}/`;
  try {
    await untilUp(url);
    for (const mailbox of Object.values(mailboxes)) await rehearse(url, mailbox);
    return { url, stop };
  } catch (error) {
    const logs = lastWords(folder);
    await stop();
    throw new Error(`The webmail did not come up.\n${logs}`, { cause: error });
  }
}

function phpArgs(port: number, temp: string): string[] {
  const settings = {
    'session.save_path': temp,
    display_errors: '0',
    log_errors: '1',
    error_log: join(temp, 'php.log'),
  };
  const defined = Object.entries(settings).flatMap(([key, value]) => ['-d', `${key}=${value}`]);
  return [...defined, '-S', `127.0.0.1:${port}`, '-t', PAGES];
}

/**
 * A group of its own, because PHP's workers outlive a master that is asked to end alone. Debian keeps servers in
 * /usr/sbin, which is on root's path only.
 */
function run(command: string, args: string[], env: Record<string, string>): ChildProcess {
  const PATH = `${process.env.PATH ?? ''}:/usr/sbin`;
  const child = spawn(...dependent(command, args), {
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, PATH, ...env },
  });
  // One that cannot be run is one that does not come up, which is told below with all that is known.
  child.once('error', (error) => process.stderr.write(`${error.message}\n`));
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const gone = new Promise((done) => {
    child.once('exit', done);
  });
  process.kill(-child.pid, 'SIGTERM');
  await Promise.race([gone, sleep(5000).then(() => child.kill('SIGKILL'))]);
}

async function untilUp(url: string): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    const page = await fetch(`${url}?_task=login`).then(
      (response) => response.text(),
      () => '',
    );
    if (page.includes('rcmloginuser')) return;
    await sleep(100);
  }
  throw new Error('It shows no page to sign in.');
}

function lastWords(folder: string): string {
  const logs = ['dovecot.log', ...readdirSync(join(folder, 'temp')).map((name) => `temp/${name}`)];
  return logs
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path) && /log/u.test(path))
    .map((path) => `${path}:\n${readFileSync(path, 'utf8').split('\n').slice(-8).join('\n')}`)
    .join('\n');
}
