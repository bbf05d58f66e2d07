import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApp } from '#server/app.ts';
import { createAuth } from '#server/auth/auth.ts';
import { readSecret } from '#server/auth/secret.ts';
import { createSetUpToken } from '#server/auth/set-up.ts';
import { migrate } from '#server/db/migrate.ts';
import { openDatabase, type Database } from '#server/db/open.ts';
import { compareSteps, NEWER, stepsDone } from '#server/db/pending.ts';
import { insist } from '#server/db/transact.ts';
import { Metrics } from '#server/door/metrics.ts';
import { createLimits, sweepLimits } from '#server/limits.ts';
import { closed, listen, type Listener } from '#server/listen.ts';
import { createLive } from '#server/live/live.ts';
import { WebhookWorker } from '#server/hooks/worker.ts';
import { Pokes } from '#server/live/pokes.ts';
import { errorFacts, logErrors, type Log } from '#server/log.ts';
import { openSmtp } from '#server/mail/smtp.ts';
import type { Server, ServerSettings } from '#server/server.ts';
import { defaults, SettingsError, type StartSettings } from '#server/settings.ts';
import { sweepWorkspaces } from '#server/sync/sweep.ts';
import { mirrorMembers } from '#server/sync/membership.ts';

const SWEEP = 10 * 60_000;

export type Running = {
  /** Where people reach it, and the port it listens on. */
  url: string;
  port: number;
  /** The one-time link by which the owner sets the server up; null once it has one. */
  ownerLink: string | null;
  /** Reads the certificate again. @throws SettingsError where it is no good; the one before stays */
  reload: () => void;
  stop: () => Promise<void>;
  /** The parts, for tests that look into the database. */
  server: Server;
};

/**
 * Starts a server: opens the database, brings its tables up to date, listens.
 * @throws the error of `listen` (EADDRINUSE ...) where the port cannot be had
 */
export async function startServer(given: Partial<StartSettings>, log: Log = logErrors): Promise<Running> {
  const settings = { ...defaults, ...given };
  const listener = await listen(settings);
  try {
    return await build(listener, settings, log);
  } catch (error) {
    listener.http.close();
    throw error;
  }
}

async function build(listener: Listener, settings: StartSettings, log: Log): Promise<Running> {
  const url = settings.url ?? listener.url;
  const { server, close } = await assemble(url, settings, log);
  await mirrorAll(server);
  const token = await createSetUpToken(server.database.db);
  const end = open(listener.http, server);
  const stop = async () => {
    await end();
    await close();
  };
  const ownerLink = token === null ? null : `${url}/setup/${token}`;
  return { url, port: listener.port, ownerLink, reload: listener.reload, stop, server };
}

/** Puts the parts together. `close` ends those that hold something open. */
async function assemble(url: string, settings: StartSettings, log: Log) {
  const secret = settings.secret ?? readSecret(settings.dataDir);
  const database = openDatabase(settings);
  const { db } = database;
  const authParts = createAuth(database, { url, secret, invitationDays: settings.invitationDays }, log);
  try {
    await prepareTables(database, authParts, settings.migrate);
  } catch (error) {
    // A connection that stays open would keep a process from ending that has nothing to do.
    await database.close();
    throw error;
  }
  const source = { now: () => new Date(), newId: randomUUID };
  const metrics = new Metrics();
  const mailer = settings.mail && openSmtp(settings.mail, metrics);
  const server: Server = {
    settings: shownOf(url, settings),
    database,
    auth: authParts.open(),
    limits: createLimits(db, secret, source.now),
    pokes: new Pokes(),
    source,
    log,
    metrics,
    mailer,
    webhooks: { secret, hurry: () => {} },
  };
  const close = async () => {
    mailer?.close();
    await database.close();
  };
  return { server, close };
}

/** @throws SettingsError where the tables are of another version, and may not be changed or cannot be understood */
async function prepareTables(
  database: Database,
  authParts: ReturnType<typeof createAuth>,
  mayMigrate: boolean,
): Promise<void> {
  // A database that is starting, too, as after a power cut, is waited for some seconds.
  const { missing, unknown } = compareSteps(await insist(() => stepsDone(database.db)));
  if (unknown.length > 0) throw new SettingsError(NEWER);
  if (mayMigrate) await migrate(database, authParts.tables);
  else if (missing.length > 0 || (await authParts.areTablesMissing())) throw new SettingsError(BEHIND);
}

const BEHIND =
  'The tables of this database are of an older Carnet, and --no-migrate keeps this one from changing them. ' +
  'Run first: npm run server -- migrate';

/** The settings that routes may see: no secret of the database or the mail server is among them. */
function shownOf(url: string, settings: StartSettings): ServerSettings {
  const {
    title,
    extensionOrigins,
    trustProxy,
    demo,
    requestsPerMinute,
    keepAlive,
    privateWebhooks,
    metricsToken,
  } = settings;
  return {
    url,
    title,
    extensionOrigins,
    trustProxy,
    demo,
    requestsPerMinute,
    keepAlive,
    privateWebhooks,
    metricsToken,
  };
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
  http.on('upgrade', (request, socket, head) => {
    socket.once('close', server.metrics.opened());
    live.upgrade(request, socket, head);
  });
  const sweeper = setInterval(() => {
    sweep(server).catch((error: unknown) => server.log('error', 'sweep', errorFacts(error)));
  }, SWEEP);
  sweeper.unref();
  return async () => {
    clearInterval(sweeper);
    live.close();
    await webhooks.stop();
    await closed(http);
  };
}

/** What lies about and is not needed any more. */
async function sweep({ database: { db }, source }: Server): Promise<void> {
  await sweepLimits(db, source.now());
  await sweepWorkspaces(db, source.now());
}
