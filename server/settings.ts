import { EXTENSION, type Said } from '#server/settings/fields.ts';
import { SettingsError } from '#server/settings/problem.ts';
import { saidByFile } from '#server/settings/read-file.ts';
import { saidByEnv, saidByFlags, type Words } from '#server/settings/read-words.ts';

export { SettingsError } from '#server/settings/problem.ts';

/** How a server is started; each has a name in a file, a variable of the environment and mostly a flag. */
export type StartSettings = {
  host: string;
  /** 0: any free port. */
  port: number;
  dataDir: string;
  databaseUrl: string | null;
  /** What signs the sessions, the same for all processes; null: made at the first start, in the data folder. */
  secret: string | null;
  /** Connections to PostgreSQL that one process holds at most. */
  connections: number;
  /** Whether the tables are brought up to date at the start; else a start with older ones is refused. */
  migrate: boolean;
  /** Where people reach the server, when that is not where it listens: behind a proxy. */
  url: string | null;
  public: boolean;
  /** Files of PEM. */
  tls: { cert: string; key: string } | null;
  trustProxy: boolean;
  title: string;
  demo: boolean;
  extensionOrigins: string[];
  mail: { url: string; from: string } | null;
  log: 'json' | 'pretty' | 'auto';
  metricsToken: string | null;
  invitationDays: number;
  requestsPerMinute: number;
  /** Milliseconds between two keep-alives of a socket: a browser ends a silent worker at 30 s (sync.md, 5). */
  keepAlive: number;
  /** Whether webhooks may go to private addresses, and without TLS: to software beside the server. */
  privateWebhooks: boolean;
};

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

export const defaults: StartSettings = {
  host: '127.0.0.1',
  port: 8787,
  dataDir: 'data',
  databaseUrl: null,
  secret: null,
  connections: 10,
  migrate: true,
  url: null,
  public: false,
  tls: null,
  trustProxy: false,
  title: 'Carnet',
  demo: true,
  extensionOrigins: [EXTENSION],
  mail: null,
  log: 'auto',
  metricsToken: null,
  invitationDays: 7,
  requestsPerMinute: 6000,
  keepAlive: 20_000,
  privateWebhooks: false,
};

/**
 * Puts together what flags, environment and file say: the first of them that says something of a setting counts.
 * @throws SettingsError with a sentence for whoever wrote it
 */
export function readSettings(flags: Words['flags'], env: Record<string, string | undefined>): StartSettings {
  const file = flags.config ?? env.CARNET_CONFIG;
  const said: Said = {
    ...(typeof file === 'string' && file !== '' ? saidByFile(file) : {}),
    ...saidByEnv(env),
    ...saidByFlags(flags),
  };
  const settings = settle(said);
  checkHost(settings);
  return settings;
}

function settle(said: Said): StartSettings {
  const { data, database, url, extensions, tlsCert, tlsKey, smtpUrl, mailFrom, ...rest } = said;
  return {
    ...defaults,
    ...rest,
    dataDir: data ?? defaults.dataDir,
    databaseUrl: database ?? null,
    url: url === undefined ? null : new URL(url).origin,
    extensionOrigins: extensions ?? defaults.extensionOrigins,
    tls: settleTls(tlsCert, tlsKey),
    mail: settleMail(smtpUrl, mailFrom),
  };
}

function settleTls(cert: string | undefined, key: string | undefined): StartSettings['tls'] {
  if (cert === undefined && key === undefined) return null;
  if (cert === undefined || key === undefined)
    throw new SettingsError('TLS needs both --tls-cert and --tls-key.');
  return { cert, key };
}

function settleMail(url: string | undefined, from: string | undefined): StartSettings['mail'] {
  if (url === undefined) return null;
  if (from === undefined)
    throw new SettingsError(
      'CARNET_SMTP_URL is set, and nobody to send from: add --mail-from "Carnet <carnet@shop.example>".',
    );
  return { url, from };
}

/** Tokens and contacts must not cross a network in clear by mistake. */
function checkHost({ host, url, tls, public: open }: StartSettings): void {
  if (tls && url !== null && !url.startsWith('https:'))
    throw new SettingsError(`--url ${url} says http, and --tls-cert makes it https: write --url https://...`);
  if (LOOPBACK.has(host) || (url !== null && (tls || open))) return;
  throw new SettingsError(
    `${host} can be reached from other machines. Give --tls-cert, --tls-key and --url https://your.address; or put a ` +
      'proxy with TLS in front and say so with --public --url https://your.address; or leave --host out.',
  );
}
