import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#tests/e2e/harness/processes.ts';
import { writeDovecotConfig } from './dovecot.ts';
import { fillMailboxes, mailboxes } from './mailbox.ts';
import { rehearse } from './rehearse.ts';
import { PAGES, writeRoundcubeConfig } from './roundcube.ts';
import { end, run, untilShows } from './servers.ts';

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
    await untilShows(`${url}?_task=login`, 'rcmloginuser');
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

function lastWords(folder: string): string {
  const logs = ['dovecot.log', ...readdirSync(join(folder, 'temp')).map((name) => `temp/${name}`)];
  return logs
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path) && /log/u.test(path))
    .map((path) => `${path}:\n${readFileSync(path, 'utf8').split('\n').slice(-8).join('\n')}`)
    .join('\n');
}
