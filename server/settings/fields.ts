import { z } from 'zod';

/** The id that the built extension's key gives it in Chromium. */
export const EXTENSION = 'chrome-extension://nakkgilmgfepambcbblhgioeopabmeoi';

/** A setting as people write it: its schema says what a file may hold, `kind` how a word of text becomes that. */
export type Field = {
  /** Null: never on the command line, where every user of the machine could read it. */
  flag: string | null;
  env: string;
  kind: 'text' | 'number' | 'switch' | 'list';
  schema: z.ZodType;
  /** What stands after the flag in the help: `--port N`. */
  value?: string;
  /** The flag turns it off: `--no-demo`. */
  off?: boolean;
  says: string;
  /** What is wrong with a value that the schema refuses, and what to give instead. */
  wrong: (value: string) => string;
  secret?: boolean;
};

const text = (most = 4000) => z.string().min(1).max(most);
const number = (least: number, most: number) => z.int().min(least).max(most);
const range = (least: number, most: number) => (value: string) =>
  `"${value}" is not a number from ${least} to ${most}.`;
const empty = () => 'it is empty.';
const onOff = (value: string) => `"${value}" is neither on nor off: give 1 or 0, in a file true or false.`;

const isOrigin = (value: string) => /^[a-z-]+-extension:\/\/[a-z0-9-]+$/u.test(value);
const isServerAddress = (value: string) =>
  URL.canParse(value) && /^https?:$/u.test(new URL(value).protocol) && new URL(value).pathname === '/';
const isMailServer = (value: string) => URL.canParse(value) && /^smtps?:\/\/[^/]/u.test(value);
const isSender = (value: string) => /^(?:[^<>@\r\n]*<)?[^\s<>@]+@[^\s<>@]+>?$/u.test(value);

/** Everything a server can be told, by the name it has in a file. */
export const fields = {
  port: {
    flag: 'port',
    env: 'CARNET_PORT',
    kind: 'number',
    value: 'N',
    schema: number(0, 65_535),
    says: 'where to listen, 8787; 0: any free port',
    wrong: (value) => `"${value}" is no port: give a number from 0 (any free one) to 65535.`,
  },
  data: {
    flag: 'data',
    env: 'CARNET_DATA',
    kind: 'text',
    value: 'DIR',
    schema: text(),
    says: 'where everything is kept, ./data',
    wrong: empty,
  },
  database: {
    flag: null,
    env: 'DATABASE_URL',
    kind: 'text',
    schema: text().regex(/^postgres(?:ql)?:\/\/./u),
    says: 'PostgreSQL instead of the embedded database',
    wrong: () => 'it is no address of PostgreSQL: write it like postgres://user:password@host:5432/carnet.',
    secret: true,
  },
  connections: {
    flag: 'connections',
    env: 'CARNET_CONNECTIONS',
    kind: 'number',
    value: 'N',
    schema: number(2, 1000),
    says: 'to PostgreSQL, at most, 10',
    wrong: range(2, 1000),
  },
  migrate: {
    flag: 'no-migrate',
    off: true,
    env: 'CARNET_MIGRATE',
    kind: 'switch',
    schema: z.boolean(),
    says: 'do not bring the tables up to date at the start',
    wrong: onOff,
  },
  secret: {
    flag: null,
    env: 'CARNET_SECRET',
    kind: 'text',
    schema: text().min(32),
    says: 'signs sessions, the same for all processes; else made in the data folder',
    wrong: () => 'it is too short: give at least 32 characters that nobody can guess.',
    secret: true,
  },
  host: {
    flag: 'host',
    env: 'CARNET_HOST',
    kind: 'text',
    value: 'ADDRESS',
    schema: text(255).regex(/^[\w.:-]+$/u),
    says: 'the address to listen on, 127.0.0.1',
    wrong: (value) => `"${value}" is no address to listen on: write it like 127.0.0.1 or ::1.`,
  },
  url: {
    flag: 'url',
    env: 'CARNET_URL',
    kind: 'text',
    value: 'URL',
    schema: text().refine(isServerAddress),
    says: 'the address people use, when that is another one',
    wrong: (value) =>
      `"${value}" is no address of a server: write it like https://carnet.shop.example, without a path.`,
  },
  tlsCert: {
    flag: 'tls-cert',
    env: 'CARNET_TLS_CERT',
    kind: 'text',
    value: 'FILE',
    schema: text(),
    says: 'speak TLS: the certificate with its chain, PEM; read again on SIGHUP',
    wrong: empty,
  },
  tlsKey: {
    flag: 'tls-key',
    env: 'CARNET_TLS_KEY',
    kind: 'text',
    value: 'FILE',
    schema: text(),
    says: 'and its key, PEM',
    wrong: empty,
  },
  public: {
    flag: 'public',
    env: 'CARNET_PUBLIC',
    kind: 'switch',
    schema: z.boolean(),
    says: "listen beyond this machine without TLS: that is the proxy's work",
    wrong: onOff,
  },
  trustProxy: {
    flag: 'trust-proxy',
    env: 'CARNET_TRUST_PROXY',
    kind: 'switch',
    schema: z.boolean(),
    says: "take the caller's address from the last hop of X-Forwarded-For",
    wrong: onOff,
  },
  title: {
    flag: 'title',
    env: 'CARNET_TITLE',
    kind: 'text',
    value: 'TEXT',
    schema: text(100),
    says: 'the name the server gives itself, Carnet',
    wrong: (value) => (value === '' ? 'it is empty.' : 'it is longer than 100 characters.'),
  },
  extensions: {
    flag: 'extensions',
    env: 'CARNET_EXTENSIONS',
    kind: 'list',
    value: 'LIST',
    schema: z.array(text().refine(isOrigin)),
    says: 'origins of the extensions whose answers browsers let through, by commas',
    wrong: (value) =>
      `"${value.split(',').find((one) => !isOrigin(one)) ?? value}" is no origin of an extension: write it like ${EXTENSION}.`,
  },
  smtpUrl: {
    flag: null,
    env: 'CARNET_SMTP_URL',
    kind: 'text',
    schema: text().refine(isMailServer),
    says: 'the mail server that sends letters: smtps://user:password@mail.shop.example',
    wrong: () =>
      'it is no address of a mail server: write it like smtps://user:password@mail.shop.example:465, or smtp://.',
    secret: true,
  },
  mailFrom: {
    flag: 'mail-from',
    env: 'CARNET_MAIL_FROM',
    kind: 'text',
    value: 'ADDRESS',
    schema: text(320).refine(isSender),
    says: 'whom letters are from: Carnet <carnet@shop.example>',
    wrong: (value) => `"${value}" is no sender of letters: write it like Carnet <carnet@shop.example>.`,
  },
  log: {
    flag: 'log',
    env: 'CARNET_LOG',
    kind: 'text',
    value: 'FORM',
    schema: z.enum(['json', 'pretty', 'auto']),
    says: 'json, pretty, or auto: pretty on a terminal',
    wrong: (value) => `"${value}" is no form of a log: give json, pretty or auto.`,
  },
  metricsToken: {
    flag: null,
    env: 'CARNET_METRICS_TOKEN',
    kind: 'text',
    schema: text().min(16),
    says: 'lets whoever sends it as a bearer token read /metrics from elsewhere',
    wrong: () => 'it is too short: give at least 16 characters that nobody can guess.',
    secret: true,
  },
  requestsPerMinute: {
    flag: 'requests-per-minute',
    env: 'CARNET_REQUESTS_PER_MINUTE',
    kind: 'number',
    value: 'N',
    schema: number(60, 1_000_000),
    says: 'that one person or key may make, 6000',
    wrong: range(60, 1_000_000),
  },
  privateWebhooks: {
    flag: 'private-webhooks',
    env: 'CARNET_PRIVATE_WEBHOOKS',
    kind: 'switch',
    schema: z.boolean(),
    says: 'webhooks may go to private addresses, and without TLS',
    wrong: onOff,
  },
  demo: {
    flag: 'no-demo',
    off: true,
    env: 'CARNET_DEMO',
    kind: 'switch',
    schema: z.boolean(),
    says: 'no demo inbox under /demo',
    wrong: onOff,
  },
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof fields;
/** What was said of each, by whichever way; left out where nobody said anything. */
export type Said = { [Name in FieldName]?: z.infer<(typeof fields)[Name]['schema']> };

export const fieldNames = Object.keys(fields) as FieldName[];
