import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#tests/e2e/harness/processes.ts';
import { Applications, asServed, type Application } from './application.ts';
import { comments, EDITOR } from './comments.ts';
import { PASSWORD } from './tickets.ts';

const PAGES = '/usr/share/wordpress';
const SEED = join(import.meta.dirname, 'seed-wordpress.php');

/**
 * A real WordPress of Debian's on a loopback port, with a database of its own that only its own folder leads to, one
 * article and its comments. @throws an Error with its last words where it does not come up
 */
export async function startWordPress(): Promise<Application> {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-wp-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const pages = copyPages(folder, url);
  mkdirSync(join(folder, 'data'));
  spawnSync('chown', ['www-data:www-data', folder, join(folder, 'data')]);
  const made = new Applications(folder, { TMPDIR: folder });
  // Without its own tables of users: nobody but the web's user reaches the socket, and they are half of the time.
  const database = [
    '--no-defaults',
    '--skip-grant-tables',
    '--skip-networking',
    '--innodb-flush-method=nosync',
  ];
  made.serve('/usr/sbin/mariadbd', [
    ...database,
    `--datadir=${join(folder, 'data')}`,
    `--socket=${socketIn(folder)}`,
  ]);
  await made.untilItRuns('mariadb', [`--socket=${socketIn(folder)}`, '-e', 'CREATE DATABASE wordpress']);
  const told = { folder: pages, title: 'Knotek', editor: EDITOR, password: PASSWORD, comments };
  made.run('php', [SEED], JSON.stringify(told));
  // Several workers: one page asks for several things at once.
  made.serve('php', ['-S', `127.0.0.1:${port}`, '-t', pages], { PHP_CLI_SERVER_WORKERS: '4' });
  await made.untilItSays(`${url}wp-login.php`, 'user_login');
  return { url, stop: () => made.stop() };
}

/** Debian's pages look for their settings in a folder of the machine's: a copy has its own. */
function copyPages(folder: string, url: string): string {
  const pages = join(folder, 'pages');
  cpSync(PAGES, pages, {
    recursive: true,
    dereference: true,
    filter: (path) => !path.endsWith('/wp-content/languages'),
  });
  const settings = {
    DB_NAME: 'wordpress',
    DB_USER: 'root',
    DB_PASSWORD: '',
    DB_HOST: `localhost:${socketIn(folder)}`,
    DB_CHARSET: 'utf8mb4',
    AUTH_KEY: 'wosk',
    SECURE_AUTH_KEY: 'knot',
    LOGGED_IN_KEY: 'lont',
    NONCE_KEY: 'klosz',
    WP_HOME: url.replace(/\/$/u, ''),
    WP_SITEURL: url.replace(/\/$/u, ''),
  };
  // Nothing on the network, no errands of its own.
  const off = ['DISABLE_WP_CRON', 'WP_HTTP_BLOCK_EXTERNAL', 'AUTOMATIC_UPDATER_DISABLED'];
  const lines = [
    ...Object.entries(settings).map(([name, value]) => `define('${name}', ${asServed(value)});`),
    ...off.map((name) => `define('${name}', true);`),
    "$table_prefix = 'wp_';",
    "if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');",
    "require_once ABSPATH . 'wp-settings.php';",
  ];
  writeFileSync(join(pages, 'wp-config.php'), `<?php\n${lines.join('\n')}\n`);
  return pages;
}

const socketIn = (folder: string) => join(folder, 'data', 's');
