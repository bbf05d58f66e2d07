import { parseArgs } from 'node:util';

/** How a server is started; each has a flag and an environment variable. */
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
  /** Where people reach the server, when that is not where it listens: behind a proxy. */
  url: string | null;
  public: boolean;
  trustProxy: boolean;
  title: string;
  demo: boolean;
  extensionOrigins: string[];
  invitationDays: number;
  requestsPerMinute: number;
  /** Milliseconds between two keep-alives of a socket: a browser ends a silent worker at 30 s (sync.md, 5). */
  keepAlive: number;
  /** Whether webhooks may go to private addresses, and without TLS: to software beside the server. */
  privateWebhooks: boolean;
};

/** The id that the built extension's key gives it in Chromium. */
const EXTENSION = 'chrome-extension://nakkgilmgfepambcbblhgioeopabmeoi';
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

export const HELP = `Carnet's team server

  node server/main.ts [options]

  --port N            where to listen, 8787            CARNET_PORT
  --data DIR          where everything is kept, ./data CARNET_DATA
  --host ADDRESS      127.0.0.1                        CARNET_HOST
  --url URL           the address people use, when a   CARNET_URL
                      proxy stands in front
  --public            listen beyond this machine: TLS  CARNET_PUBLIC=1
                      is the proxy's work, --url its address
  --trust-proxy       take the caller's address from   CARNET_TRUST_PROXY=1
                      the last hop of X-Forwarded-For
  --title TEXT        the name the server gives itself CARNET_TITLE
  --extensions LIST   origins of the extensions whose  CARNET_EXTENSIONS
                      answers browsers let through
  --private-webhooks  webhooks may go to private       CARNET_PRIVATE_WEBHOOKS=1
                      addresses, and without TLS
  --no-demo           no demo inbox under /demo        CARNET_DEMO=0
  --help

  Everything else is in docs/server.md.
`;

const OPTIONS = {
  port: { type: 'string' },
  data: { type: 'string' },
  host: { type: 'string' },
  url: { type: 'string' },
  title: { type: 'string' },
  extensions: { type: 'string' },
  public: { type: 'boolean' },
  'trust-proxy': { type: 'boolean' },
  'private-webhooks': { type: 'boolean' },
  'no-demo': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

export const defaults: StartSettings = {
  host: '127.0.0.1',
  port: 8787,
  dataDir: 'data',
  databaseUrl: null,
  secret: null,
  connections: 10,
  url: null,
  public: false,
  trustProxy: false,
  title: 'Carnet',
  demo: true,
  extensionOrigins: [EXTENSION],
  invitationDays: 7,
  requestsPerMinute: 6000,
  keepAlive: 20_000,
  privateWebhooks: false,
};

/** What was asked for cannot be done; the message says what to do instead. */
export class SettingsError extends Error {}

type Env = Record<string, string | undefined>;

/**
 * Reads flags, then the environment, then the defaults.
 * @returns null where help was asked for
 * @throws SettingsError with a sentence for whoever typed it
 */
export function readSettings(args: string[], env: Env): StartSettings | null {
  const flags = readFlags(args);
  if (flags.help) return null;
  const settings: StartSettings = {
    ...defaults,
    host: flags.host ?? env.CARNET_HOST ?? defaults.host,
    port: readPort(flags.port ?? env.CARNET_PORT),
    dataDir: flags.data ?? env.CARNET_DATA ?? defaults.dataDir,
    databaseUrl: env.DATABASE_URL ?? null,
    secret: readSecretSetting(env.CARNET_SECRET),
    connections: readConnections(env.CARNET_CONNECTIONS),
    url: readUrl(flags.url ?? env.CARNET_URL),
    public: flags.public ?? env.CARNET_PUBLIC === '1',
    trustProxy: flags['trust-proxy'] ?? env.CARNET_TRUST_PROXY === '1',
    title: flags.title ?? env.CARNET_TITLE ?? defaults.title,
    privateWebhooks: flags['private-webhooks'] ?? env.CARNET_PRIVATE_WEBHOOKS === '1',
    demo: !(flags['no-demo'] ?? env.CARNET_DEMO === '0'),
    extensionOrigins: readOrigins(flags.extensions ?? env.CARNET_EXTENSIONS),
  };
  checkHost(settings);
  return settings;
}

function readFlags(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, strict: true }).values;
  } catch (error) {
    throw new SettingsError(`${error instanceof Error ? error.message : ''} See --help.`, { cause: error });
  }
}

function readPort(text: string | undefined): number {
  const port = text === undefined ? defaults.port : Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new SettingsError(`"${text ?? ''}" is no port: give a number from 0 (any free one) to 65535.`);
  return port;
}

function readSecretSetting(text: string | undefined): string | null {
  if (text !== undefined && text.length < 32)
    throw new SettingsError('CARNET_SECRET is too short: give at least 32 characters that nobody can guess.');
  return text ?? null;
}

function readConnections(text: string | undefined): number {
  const count = text === undefined ? defaults.connections : Number(text);
  if (!Number.isInteger(count) || count < 2 || count > 1000)
    throw new SettingsError(`CARNET_CONNECTIONS is "${text ?? ''}": give a number from 2 to 1000.`);
  return count;
}

function readUrl(text: string | undefined): string | null {
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/u.test(url.protocol) || url.pathname !== '/')
    throw new SettingsError(
      `"${text}" is no address of a server: write it like https://carnet.shop.example.`,
    );
  return url.origin;
}

function readOrigins(text: string | undefined): string[] {
  const origins = (text ?? EXTENSION).split(',').flatMap((origin) => origin.trim() || []);
  const wrong = origins.find((origin) => !/^[a-z-]+-extension:\/\/[a-z0-9-]+$/u.test(origin));
  if (wrong !== undefined)
    throw new SettingsError(`"${wrong}" is no origin of an extension: write it like ${EXTENSION}.`);
  return origins;
}

/** Tokens and contacts must not cross a network in clear by mistake. */
function checkHost({ host, url, public: open }: StartSettings): void {
  if (LOOPBACK.has(host)) return;
  if (!open || url === null)
    throw new SettingsError(
      `${host} can be reached from other machines, and this server speaks no TLS itself. Put a proxy with TLS in ` +
        'front of it and start with --public --url https://your.address, or leave --host out.',
    );
}
