import { randomUUID } from 'node:crypto';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createApp } from '#server/app.ts';
import { createAuth } from '#server/auth/auth.ts';
import { readSecret } from '#server/auth/secret.ts';
import { createSetUpToken } from '#server/auth/set-up.ts';
import { migrate } from '#server/db/migrate.ts';
import { openDatabase } from '#server/db/open.ts';
import { createLimits, sweepLimits } from '#server/limits.ts';
import { createLive } from '#server/live/live.ts';
import { WebhookWorker } from '#server/hooks/worker.ts';
import { Pokes } from '#server/live/pokes.ts';
import { errorFacts, logToStderr, type Log } from '#server/log.ts';
import type { Server } from '#server/server.ts';
import { defaults, type StartSettings } from '#server/settings.ts';
import { sweepWorkspaces } from '#server/sync/sweep.ts';
import { mirrorMembers } from '#server/sync/membership.ts';

const SWEEP = 10 * 60_000;

export type Running = {
  /** Where people reach it, and the port it listens on. */
  url: string;
  port: number;
  /** The one-time link by which the owner sets the server up; null once it has one. */
  ownerLink: string | null;
  stop: () => Promise<void>;
  /** The parts, for tests that look into the database. */
  server: Server;
};

/**
 * Starts a server: opens the database, brings its tables up to date, listens.
 * @throws the error of `listen` (EADDRINUSE ...) where the port cannot be had
 */
export async function startServer(given: Partial<StartSettings>, log: Log = logToStderr): Promise<Running> {
  const settings = { ...defaults, ...given };
  const http = createServer();
  await listen(http, settings);
  try {
    return await build(http, settings, log);
  } catch (error) {
    http.close();
    throw error;
  }
}

/** Listens before anything is built: the address is part of the links, and port 0 is known only then. */
async function listen(http: HttpServer, { host, port }: StartSettings): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      resolve();
    });
  });
}

async function build(http: HttpServer, settings: StartSettings, log: Log): Promise<Running> {
  const url = settings.url ?? urlOf(http, settings.host);
  const secret = settings.secret ?? readSecret(settings.dataDir);
  const database = openDatabase(settings);
  const { db } = database;
  const authParts = createAuth(database, { url, secret, invitationDays: settings.invitationDays }, log);
  await migrate(database, authParts.tables);
  const auth = authParts.open();
  const source = { now: () => new Date(), newId: randomUUID };
  const limits = createLimits(db, secret, source.now);
  const { title, extensionOrigins, trustProxy, demo, requestsPerMinute, keepAlive, privateWebhooks } =
    settings;
  const shown = {
    url,
    title,
    extensionOrigins,
    trustProxy,
    demo,
    requestsPerMinute,
    keepAlive,
    privateWebhooks,
  };
  const webhooks = { secret, hurry: () => {} };
  const server: Server = {
    settings: shown,
    database,
    auth,
    limits,
    pokes: new Pokes(),
    source,
    log,
    mailer: null,
    webhooks,
  };
  await mirrorAll(server);
  const token = await createSetUpToken(db);
  const stop = open(http, server);
  const { port } = http.address() as AddressInfo;
  return { url, port, ownerLink: token === null ? null : `${url}/setup/${token}`, stop, server };
}

function urlOf(http: HttpServer, host: string): string {
  const { port } = http.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** A server that was killed between a change of members and its mirror makes up for it. */
async function mirrorAll({ database: { db } }: Server): Promise<void> {
  for (const { id } of await db.selectFrom('organization').select('id').execute())
    await mirrorMembers(db, id);
}

function open(http: HttpServer, server: Server): () => Promise<void> {
  const app = createApp(server);
  const live = createLive(server);
  const webhooks = new WebhookWorker(server);
  server.webhooks.hurry = () => webhooks.hurry();
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  http.on('request', (request, response) => void answer(request, response));
  http.on('upgrade', live.upgrade);
  const sweeper = setInterval(() => {
    sweep(server).catch((error: unknown) => server.log('error', 'sweep', errorFacts(error)));
  }, SWEEP);
  sweeper.unref();
  return async () => {
    clearInterval(sweeper);
    live.close();
    await webhooks.stop();
    await closed(http);
    await server.database.close();
  };
}

/** What lies about and is not needed any more. */
async function sweep({ database: { db }, source }: Server): Promise<void> {
  await sweepLimits(db, source.now());
  await sweepWorkspaces(db, source.now());
}

/** Lets the requests at work finish, for 5 s at most; idle connections end at once. */
async function closed(http: HttpServer): Promise<void> {
  await new Promise<void>((resolve) => {
    http.close(() => resolve());
    http.closeIdleConnections();
    setTimeout(() => http.closeAllConnections(), 5000).unref();
  });
}
