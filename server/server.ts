import type { Auth } from '#server/auth/auth.ts';
import type { Database } from '#server/db/open.ts';
import type { Metrics } from '#server/door/metrics.ts';
import type { Limits } from '#server/limits.ts';
import type { Pokes } from '#server/live/pokes.ts';
import type { Log } from '#server/log.ts';
import type { Mailer } from '#server/mail/mailer.ts';
import type { Source } from '#server/sync/push.ts';

/** What a running server knows of itself; `url` is where people reach it. */
export type ServerSettings = {
  url: string;
  title: string;
  extensionOrigins: readonly string[];
  trustProxy: boolean;
  demo: boolean;
  /** Requests to /v1 that one person may make in a minute. */
  requestsPerMinute: number;
  /** Milliseconds between two keep-alives of a socket. */
  keepAlive: number;
  /** Whether webhooks may go to private addresses, and without TLS. */
  privateWebhooks: boolean;
  /** Lets whoever has it read the metrics from another machine. */
  metricsToken: string | null;
};

/** All that the routes are made of, put together once in `start.ts`. */
export type Server = {
  settings: ServerSettings;
  database: Database;
  auth: Auth;
  limits: Limits;
  pokes: Pokes;
  source: Source;
  log: Log;
  metrics: Metrics;
  /** Null where no mail server is set up. */
  mailer: Mailer | null;
  /** What their secrets are worked out from; `hurry`: that there is news of them. */
  webhooks: { secret: string; hurry: () => void };
};
