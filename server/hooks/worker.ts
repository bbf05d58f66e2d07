import type { Kysely } from 'kysely';
import type { Tables } from '#server/db/schema.ts';
import { serve, type Worker } from '#server/hooks/deliver.ts';
import { errorFacts } from '#server/log.ts';
import type { Server } from '#server/server.ts';
import { inParts } from '#server/sync/parts.ts';

const TICK = 1000;
/** How often it is looked for webhooks that another process has registered, and for what is old. */
const LOOK = 30_000;
const SWEEP = 10 * 60_000;
const DAY = 24 * 3_600_000;

type At = { workspace: string; id: string };

/**
 * Delivers webhooks as long as the server runs. Everything it knows is in the database: it may end at any moment and go
 * on later, or elsewhere. Where nobody has a webhook it asks for nothing but that, twice a minute.
 */
export class WebhookWorker {
  readonly #server: Server;
  readonly #end = new AbortController();
  readonly #worker: Worker;
  readonly #busy = new Map<string, Promise<void>>();
  readonly #timer: NodeJS.Timeout;
  #workspaces: string[] = [];
  #lookAt = 0;
  #sweepAt = 0;
  #ticking: Promise<void> | null = null;

  constructor(server: Server) {
    this.#server = server;
    this.#worker = { name: server.source.newId(), signal: this.#end.signal };
    this.#timer = setInterval(() => this.#tick(), TICK);
    this.#timer.unref();
  }

  /** Looks at once: something has been registered or turned on again. */
  hurry(): void {
    this.#lookAt = 0;
    this.#tick();
  }

  /** Ends: tries at work are cut off, and made again by whoever comes next. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#end.abort();
    await this.#ticking;
    await Promise.all(this.#busy.values());
  }

  #tick(): void {
    if (this.#ticking !== null || this.#end.signal.aborted) return;
    this.#ticking = this.#look()
      .catch((error: unknown) => this.#server.log('error', 'webhooks', errorFacts(error)))
      .finally(() => (this.#ticking = null));
  }

  async #look(): Promise<void> {
    const { db } = this.#server.database;
    const now = Date.now();
    if (now >= this.#lookAt) {
      this.#lookAt = now + LOOK;
      this.#workspaces = await workspacesWithHooks(db);
    }
    if (now >= this.#sweepAt) {
      this.#sweepAt = now + SWEEP;
      await sweep(db, this.#server.source.now());
    }
    if (this.#workspaces.length === 0) return;
    for (const at of await hooksWithWork(db, this.#workspaces, this.#server.source.now().getTime()))
      this.#begin(at);
  }

  #begin(at: At): void {
    const key = `${at.workspace} ${at.id}`;
    if (this.#busy.has(key)) return;
    const work = serve(this.#server, at, this.#worker)
      .catch((error: unknown) => this.#server.log('error', 'webhook', errorFacts(error)))
      .finally(() => this.#busy.delete(key));
    this.#busy.set(key, work);
  }
}

async function allWorkspaces(db: Kysely<Tables>): Promise<string[]> {
  return (await db.selectFrom('organization').select('id').execute()).map(({ id }) => id);
}

/** Asked by workspace, as all that is asked of workspaces' tables: on Citus each row is then looked for where it is. */
async function workspacesWithHooks(db: Kysely<Tables>): Promise<string[]> {
  const found: string[] = [];
  for (const part of inParts(await allWorkspaces(db))) {
    const query = db.selectFrom('webhook').select('workspace_id').distinct();
    const rows = await query.where('workspace_id', 'in', part).where('enabled', '=', 1).execute();
    found.push(...rows.map(({ workspace_id }) => workspace_id));
  }
  return found;
}

/** Webhooks that are on and not left alone, with news to read or something due. */
async function hooksWithWork(db: Kysely<Tables>, workspaces: string[], now: number): Promise<At[]> {
  const found: At[] = [];
  for (const part of inParts(workspaces)) {
    const hooks = await db
      .selectFrom('webhook')
      .innerJoin('workspace_sync', 'workspace_sync.workspace_id', 'webhook.workspace_id')
      .select(['webhook.workspace_id as workspace', 'webhook.id', 'read_to', 'version'])
      .where('webhook.workspace_id', 'in', part)
      .where('enabled', '=', 1)
      .where('rest_until', '<=', now)
      .execute();
    const news = hooks.filter(({ read_to, version }) => version > read_to);
    const quiet = hooks.filter(({ read_to, version }) => version <= read_to);
    const due = await withDue(
      db,
      part,
      quiet.map(({ id }) => id),
      now,
    );
    found.push(...news, ...quiet.filter(({ id }) => due.has(id)));
  }
  return found.map(({ workspace, id }) => ({ workspace, id }));
}

async function withDue(
  db: Kysely<Tables>,
  workspaces: string[],
  ids: string[],
  now: number,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('delivery')
    .select('webhook_id')
    .distinct()
    .where('workspace_id', 'in', workspaces)
    .where('webhook_id', 'in', ids)
    .where('state', '=', 'waiting')
    .where('next_at', '<=', now)
    .execute();
  return new Set(rows.map(({ webhook_id }) => webhook_id));
}

/** What is kept for a time only: answers by idempotency key a day, deliveries a week, those given up a month. */
async function sweep(db: Kysely<Tables>, now: Date): Promise<void> {
  const before = (days: number) => now.getTime() - days * DAY;
  for (const part of inParts(await allWorkspaces(db))) {
    await db
      .deleteFrom('api_answer')
      .where('workspace_id', 'in', part)
      .where('at', '<', new Date(before(1)).toISOString())
      .execute();
    for (const [state, days] of [
      ['delivered', 7],
      ['failed', 30],
    ] as const)
      await db
        .deleteFrom('delivery')
        .where('workspace_id', 'in', part)
        .where('state', '=', state)
        .where('last_at', '<', before(days))
        .execute();
  }
}
