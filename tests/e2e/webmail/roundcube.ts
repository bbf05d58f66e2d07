import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { mailboxes, type Mailbox } from './mailbox.ts';
import { OWN } from './messages.ts';

const SCHEMA = '/usr/share/roundcube/SQL/sqlite.initial.sql';
/** Where Debian keeps the pages that Roundcube serves. */
export const PAGES = '/var/lib/roundcube/public_html';

/** Writes Roundcube's configuration and database: everybody's language and skin are settled before they sign in. */
export function writeRoundcubeConfig(folder: string, imapPort: number): { config: string; temp: string } {
  const [config, temp, database] = ['config', 'temp', 'roundcube.db'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const made of [config, temp]) mkdirSync(made, { recursive: true });
  for (const name of ['defaults.inc.php', 'mimetypes.php'])
    symlinkSync(`/etc/roundcube/${name}`, join(config, name));
  makeDatabase(database);
  const settings = {
    db_dsnw: `sqlite:///${database}?mode=0640`,
    imap_host: `127.0.0.1:${imapPort}`,
    smtp_host: '127.0.0.1:9',
    des_key: 'wosk-knot-plomien-24byte',
    temp_dir: temp,
    log_dir: temp,
    timezone: 'Europe/Warsaw',
    layout: 'widescreen',
    session_lifetime: 600,
    login_rate_limit: 1000,
  };
  const lines = Object.entries(settings).map(
    ([key, value]) => `$config['${key}'] = ${JSON.stringify(value)};`,
  );
  writeFileSync(
    join(config, 'config.inc.php'),
    `<?php\n$config = [];\n${lines.join('\n')}\n$config['plugins'] = [];\n`,
  );
  return { config, temp };
}

function makeDatabase(file: string): void {
  const database = new DatabaseSync(file);
  database.exec(readFileSync(SCHEMA, 'utf8'));
  const user = database.prepare(
    "INSERT INTO users (username, mail_host, created, language, preferences) VALUES (?, '127.0.0.1', '2026-11-01 08:00:00', ?, ?)",
  );
  const identity = database.prepare(
    "INSERT INTO identities (user_id, changed, standard, name, email) VALUES (?, '2026-11-01 08:00:00', 1, ?, ?)",
  );
  for (const { user: name, language, ...worn } of Object.values<Mailbox>(mailboxes)) {
    const { lastInsertRowid } = user.run(name, language, preferences(worn));
    identity.run(lastInsertRowid, OWN.name, name);
  }
  database.close();
}

/** PHP's `serialize` of an array of strings: what Roundcube keeps a person's preferences in. */
function preferences(values: Record<string, string>): string {
  const text = (value: string) => `s:${Buffer.byteLength(value)}:"${value}";`;
  const entries = Object.entries(values);
  return `a:${entries.length}:{${entries.map(([key, value]) => text(key) + text(value)).join('')}}`;
}
