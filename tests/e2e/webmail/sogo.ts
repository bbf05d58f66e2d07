import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '#tests/e2e/harness/processes.ts';
import { Cluster } from '#tests/server/engines/cluster.ts';
import { findPrograms } from '#tests/server/engines/debian.ts';
import { PASSWORD, writeDovecotConfig } from './dovecot.ts';
import { fillMailboxes, mailboxes } from './mailbox.ts';
import { OWN } from './messages.ts';
import { end, run, untilShows } from './servers.ts';
import { SogoFront } from './sogo-front.ts';
import type { Webmail } from './webmail.ts';

/**
 * A real SOGo with the shop's mail on loopback ports of its own: Dovecot, PostgreSQL, memcached, sogod, and a front as
 * a web server would be.
 * @throws an Error with the last lines of its logs where it does not come up
 */
export async function startSogo(): Promise<Webmail> {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-sogo-'));
  chmodSync(folder, 0o755); // the servers read their files as the user nobody
  for (const name of ['mail', 'home', 'spool']) mkdirSync(join(folder, name), { mode: 0o777 });
  for (const name of ['home', 'spool']) chmodSync(join(folder, name), 0o777);
  fillMailboxes(join(folder, 'mail'));
  const [imap, cache, sogo] = [await freePort(), await freePort(), await freePort()];
  const cluster = await Cluster.start(findPrograms((line) => process.stdout.write(`${line}\n`)));
  await makeUsers(cluster.url('postgres'));
  const servers = [
    run('dovecot', ['-F', '-c', writeDovecotConfig(folder, imap)], {}),
    run('memcached', ['-u', 'nobody', '-l', '127.0.0.1', '-p', String(cache), '-U', '0'], {}),
    runSogo(folder, settings({ folder, imap, cache, sogo, database: cluster.url('postgres') })),
  ];
  const front = await SogoFront.open(sogo);
  const stop = async () => {
    front.end();
    await Promise.all(servers.map(end));
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await untilShows(front.url, 'SOGo');
    return { url: front.url, stop };
  } catch (error) {
    const logs = lastWords(folder);
    await stop();
    throw new Error(`SOGo did not come up.\n${logs}`, { cause: error });
  }
}

/** Debian's own /etc/sogo/sogo.conf, which only its user may read, stays: the command line comes before it. */
function runSogo(folder: string, said: Record<string, string>): ReturnType<typeof run> {
  const asSogo = ['--reuid=sogo', '--regid=sogo', '--clear-groups', '/usr/sbin/sogod'];
  const args = Object.entries(said).flatMap(([name, value]) => [`-${name}`, value]);
  return run('setpriv', [...asSogo, ...args], { HOME: join(folder, 'home') });
}

type Ports = { folder: string; imap: number; cache: number; sogo: number; database: string };

/** SOGo's settings, values as GNUstep's property lists. */
function settings({ folder, imap, cache, sogo, database }: Ports): Record<string, string> {
  const tables = {
    SOGoProfileURL: 'sogo_user_profile',
    OCSFolderInfoURL: 'sogo_folder_info',
    OCSSessionsFolderURL: 'sogo_sessions_folder',
    OCSStoreURL: 'sogo_store',
    OCSAclURL: 'sogo_acl',
    OCSCacheFolderURL: 'sogo_cache_folder',
    OCSEMailAlarmsFolderURL: 'sogo_alarms_folder',
  };
  const at = database.replace('postgres:', 'postgresql:');
  const urls = Object.entries(tables).map(([name, table]) => [name, `${at}/${table}`]);
  return {
    WONoDetach: 'YES',
    WOPort: `127.0.0.1:${sogo}`,
    WOWorkersCount: '3',
    WOPidFile: join(folder, 'home', 'sogo.pid'),
    WOLogFile: join(folder, 'home', 'sogo.log'),
    ...Object.fromEntries(urls),
    SOGoUserSources: `({type = sql; id = users; viewURL = "${at}/sogo_users"; canAuthenticate = YES; isAddressBook = YES; userPasswordAlgorithm = plain; displayName = Users; MailFieldNames = (mail); LoginFieldNames = (c_uid, mail); IMAPLoginFieldName = mail;})`,
    SOGoIMAPServer: `imap://127.0.0.1:${imap}`,
    SOGoSMTPServer: 'smtp://127.0.0.1:9',
    SOGoForceExternalLoginWithEmail: 'YES',
    SOGoMailDomain: 'knotek.example',
    SOGoLanguage: 'Polish',
    SOGoTimeZone: 'Europe/Warsaw',
    SOGoMemcachedHost: `127.0.0.1:${cache}`,
    SOGoLoginModule: 'Mail',
    SOGoMailMessageCheck: 'manually',
    SOGoMailSpoolPath: join(folder, 'spool'),
    SOGoXSRFValidationEnabled: 'NO',
  };
}

async function makeUsers(database: string): Promise<void> {
  const client = new Client({ connectionString: database });
  await client.connect();
  await client.query(
    'create table sogo_users (c_uid text primary key, c_name text, c_password text, c_cn text, mail text)',
  );
  for (const { user } of Object.values(mailboxes)) {
    const row = [user.split('@')[0], user, PASSWORD, OWN.name, user];
    await client.query('insert into sogo_users values ($1, $2, $3, $4, $5)', row);
  }
  await client.end();
}

function lastWords(folder: string): string {
  return ['dovecot.log', 'home/sogo.log']
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path))
    .map((path) => `${path}:\n${readFileSync(path, 'utf8').split('\n').slice(-12).join('\n')}`)
    .join('\n');
}
