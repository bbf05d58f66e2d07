import { randomBytes } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { hookEvent, type Delivery, type Hook, type HookEvent } from '#lib/protocol/public-webhook.ts';
import type { Tables } from '#server/db/schema.ts';
import { attempt, type Attempt } from '#server/hooks/attempt.ts';
import { deliveryId } from '#server/hooks/feed.ts';
import { fingerprint, secretOf, showSecret } from '#server/hooks/sign.ts';
import type { Server } from '#server/server.ts';

type Row = Selectable<Tables['webhook']>;
type At = { workspace: string; id: string };
type Wanted = { url: string; events: readonly HookEvent[]; description: string };

/** How long the secret before still signs beside a new one. */
const OVERLAP = 24 * 3_600_000;

/** Registers a webhook; it is told what is done from now on. @returns its secret too, this once */
export async function addHook(
  server: Server,
  at: { workspace: string; by: string },
  wanted: Wanted,
): Promise<Hook & { secret: string }> {
  const { db } = server.database;
  const { workspace } = at;
  const head = await db
    .selectFrom('workspace_sync')
    .select('version')
    .where('workspace_id', '=', workspace)
    .executeTakeFirstOrThrow();
  const id = server.source.newId();
  const { salt, secret } = newSecret(server, { workspace, id });
  const row: Row = {
    workspace_id: workspace,
    id,
    url: wanted.url,
    events: JSON.stringify(wanted.events),
    description: wanted.description,
    salt,
    old_salt: null,
    old_salt_until: null,
    secret_hash: fingerprint(secret),
    enabled: 1,
    off_reason: null,
    created_at: server.source.now().toISOString(),
    created_by: at.by,
    read_to: head.version,
    failures: 0,
    failing_since: null,
    rest_until: 0,
    lease_until: 0,
    lease_by: '',
  };
  await db.insertInto('webhook').values(row).execute();
  server.webhooks.hurry();
  return { ...shown(row, 0, null), secret: showSecret(secret) };
}

function newSecret(server: Server, { workspace, id }: At): { salt: string; secret: Buffer } {
  const salt = randomBytes(16).toString('hex');
  return { salt, secret: secretOf(server.webhooks.secret, { workspace, id, salt }) };
}

/** A new secret; the old one signs as well for a day, so that the receiver can change over in its own time. */
export async function renewSecret(server: Server, at: At): Promise<string | null> {
  const { db } = server.database;
  const row = await rowOf(db, at);
  if (!row) return null;
  const { salt, secret } = newSecret(server, at);
  const lost = row.off_reason === 'secret_lost';
  await edit(db, at, {
    salt,
    secret_hash: fingerprint(secret),
    old_salt: lost ? null : row.salt,
    old_salt_until: lost ? null : server.source.now().getTime() + OVERLAP,
  });
  return showSecret(secret);
}

/** Changes a webhook. Turned on again, it is told what it missed, and what had failed waits no longer. */
export async function changeHook(
  server: Server,
  at: At,
  wanted: Partial<Wanted> & { enabled?: boolean | undefined },
): Promise<void> {
  const { db } = server.database;
  const { url, events, description, enabled } = wanted;
  await edit(db, at, {
    ...(url === undefined ? {} : { url }),
    ...(events === undefined ? {} : { events: JSON.stringify(events) }),
    ...(description === undefined ? {} : { description }),
    ...(enabled === false ? { enabled: 0, off_reason: 'by_you' } : {}),
    ...(enabled === true
      ? { enabled: 1, off_reason: null, failures: 0, failing_since: null, rest_until: 0 }
      : {}),
  });
  if (enabled === true)
    await db
      .updateTable('delivery')
      .set({ next_at: server.source.now().getTime() })
      .where('workspace_id', '=', at.workspace)
      .where('webhook_id', '=', at.id)
      .where('state', '=', 'waiting')
      .execute();
  server.webhooks.hurry();
}

/** Takes a webhook and its log away. */
export async function removeHook({ database: { db } }: Server, { workspace, id }: At): Promise<void> {
  await db.deleteFrom('webhook').where('workspace_id', '=', workspace).where('id', '=', id).execute();
  await db
    .deleteFrom('delivery')
    .where('workspace_id', '=', workspace)
    .where('webhook_id', '=', id)
    .execute();
}

async function edit(db: Kysely<Tables>, { workspace, id }: At, columns: Partial<Row>): Promise<void> {
  if (Object.keys(columns).length === 0) return;
  await db
    .updateTable('webhook')
    .set(columns)
    .where('workspace_id', '=', workspace)
    .where('id', '=', id)
    .execute();
}

const rowOf = (db: Kysely<Tables>, { workspace, id }: At) =>
  db
    .selectFrom('webhook')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst();

/** A workspace's webhooks with how they fare, the oldest first; of one id where that is given. */
export async function hooksOf(db: Kysely<Tables>, workspace: string, id?: string): Promise<Hook[]> {
  let query = db.selectFrom('webhook').selectAll().where('workspace_id', '=', workspace);
  if (id !== undefined) query = query.where('id', '=', id);
  const rows = await query.orderBy('created_at').orderBy('id').execute();
  return Promise.all(
    rows.map(async (row) => shown(row, await countWaiting(db, row), await lastError(db, row))),
  );
}

async function countWaiting(db: Kysely<Tables>, { workspace_id, id }: Row): Promise<number> {
  const { count } = await db
    .selectFrom('delivery')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspace_id)
    .where('webhook_id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return count;
}

async function lastError(db: Kysely<Tables>, { workspace_id, id }: Row): Promise<string | null> {
  const row = await db
    .selectFrom('delivery')
    .select(['last_error', 'last_status'])
    .where('workspace_id', '=', workspace_id)
    .where('webhook_id', '=', id)
    .where('last_error', 'is not', null)
    .orderBy('last_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? errorText(row.last_error, row.last_status) : null;
}

const errorText = (error: string | null, status: number | null) =>
  error === 'status' ? `status ${status ?? ''}` : error;
const timeOf = (at: number | null) => (at === null ? null : new Date(at).toISOString());

function shown(row: Row, waiting: number, error: string | null): Hook {
  return {
    id: row.id,
    url: row.url,
    events: hookEvent.array().parse(JSON.parse(row.events)),
    description: row.description,
    enabled: row.enabled !== 0,
    offReason: row.off_reason,
    failingSince: timeOf(row.failing_since),
    lastError: error,
    waiting,
    createdAt: row.created_at,
  };
}

/** The log of a webhook, the latest first. Delivered ones stay for a week, those given up for a month. */
export async function deliveriesOf(
  db: Kysely<Tables>,
  { workspace, id }: At,
  limit: number,
): Promise<Delivery[]> {
  const rows = await db
    .selectFrom('delivery')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('webhook_id', '=', id)
    .orderBy('at', 'desc')
    .orderBy('version', 'desc')
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    contactId: row.contact_id === '' ? null : row.contact_id,
    at: row.at,
    state: row.state === 'delivered' || row.state === 'failed' ? row.state : 'waiting',
    attempts: row.attempts,
    nextAt: row.state === 'waiting' ? timeOf(row.next_at) : null,
    lastAt: timeOf(row.last_at),
    lastStatus: row.last_status,
    lastError: errorText(row.last_error, row.last_status),
  }));
}

/** Sends a delivery of type `webhook.test` at once, also to one that is off; the log keeps it. Null: no such webhook. */
export async function testHook(server: Server, at: At): Promise<Attempt | null> {
  const { db } = server.database;
  const hook = await rowOf(db, at);
  if (!hook) return null;
  const now = server.source.now();
  const id = deliveryId(at.id, 'test', server.source.newId());
  const told = { id, type: 'webhook.test', at: now.toISOString(), contact_id: '', version: 0, data: '{}' };
  const done = await attempt(server, hook, told, new AbortController().signal);
  const tried = {
    attempts: 1,
    next_at: 0,
    last_at: now.getTime(),
    last_status: done.status,
    last_error: done.error,
  };
  const state = done.delivered ? 'delivered' : 'failed';
  await db
    .insertInto('delivery')
    .values({ workspace_id: at.workspace, webhook_id: at.id, seq: 0, state, ...told, ...tried })
    .execute();
  return done;
}
