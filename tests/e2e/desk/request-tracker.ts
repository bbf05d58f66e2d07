import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#tests/e2e/harness/processes.ts';
import { mimeOf } from '#tests/e2e/webmail/mime.ts';
import { Applications, asServed, type Application } from './application.ts';
import { PASSWORD, STAFF, tickets } from './tickets.ts';

const MEMORY = '/dev/shm';
const SEED = join(import.meta.dirname, 'seed-request-tracker.pl');

/**
 * A real Request Tracker of Debian's on a loopback port, with a database in one file, its tickets made by its own mail
 * gateway. @throws an Error with its last words where it does not come up
 */
export async function startRequestTracker(major: 4 | 5 = 5): Promise<Application> {
  // In memory, where there is such a folder: making the database waits for the disk most of the time.
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'carnet-rt-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const site = writeConfig(folder, port);
  const files = writeMail(folder);
  spawnSync('chown', ['-R', 'www-data:www-data', folder]);
  const env = { RT_SITE_CONFIG: site, RT_SITE_CONFIG_DIR: join(folder, 'conf.d'), TMPDIR: folder };
  const made = new Applications(folder, { ...env, RT_MAJOR: String(major) });
  const person = [STAFF.login, STAFF.name, STAFF.address, PASSWORD];
  made.run(`/usr/sbin/rt-setup-database-${major}`, ['--action', 'init', '--skip-create']);
  made.run('perl', [SEED, ...person, ...files]);
  const server = `/usr/share/request-tracker${major}/libexec/rt-server`;
  const at = ['--host', '127.0.0.1', '--port', String(port), '--max-workers', '2'];
  made.serve(server, ['--server', 'Starlet', ...at]);
  await made.untilItSays(url, 'name="user"');
  return { url, stop: () => made.stop() };
}

function writeConfig(folder: string, port: number): string {
  mkdirSync(join(folder, 'conf.d'));
  const settings = {
    rtname: 'knotek.example',
    Organization: 'knotek.example',
    CorrespondAddress: STAFF.address,
    CommentAddress: 'pomoc-uwagi@knotek.example',
    Timezone: 'Europe/Warsaw',
    WebDomain: '127.0.0.1',
    WebPort: port,
    WebBaseURL: `http://127.0.0.1:${port}`,
    DatabaseType: 'SQLite',
    DatabaseName: join(folder, 'rt.db'),
    // Nothing leaves: what it would send is written into a file.
    MailCommand: 'testfile',
    LogToSyslog: '',
    LogToSTDERR: 'warning',
    WebSessionClass: 'Apache::Session::File',
    ShowUnreadMessageNotifications: 0,
  };
  const lines = Object.entries(settings).map(([name, value]) => `Set($${name}, ${asServed(value)});`);
  const file = join(folder, 'RT_SiteConfig.pm');
  writeFileSync(file, `use utf8;\n${lines.join('\n')}\n1;\n`);
  return file;
}

function writeMail(folder: string): string[] {
  const own = { name: STAFF.name, address: STAFF.address };
  return tickets.map((ticket, index) => {
    const file = join(folder, `${index + 1}-${ticket.key}.eml`);
    writeFileSync(file, mimeOf({ ...ticket, date: '2026-11-16T08:00:00+01:00' }, own));
    return file;
  });
}
