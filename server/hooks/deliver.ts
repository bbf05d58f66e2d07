import type { Selectable } from 'kysely';
import type { Tables } from '#server/db/schema.ts';
import { transact } from '#server/db/transact.ts';
import { collect } from '#server/hooks/feed.ts';
import { attempt, type Attempt } from '#server/hooks/attempt.ts';
import type { Server } from '#server/server.ts';

export type HookRow = Selectable<Tables['webhook']>;
export type DeliveryRow = Selectable<Tables['delivery']>;
/** Which process this is, and when it is to end. */
export type Worker = { name: string; signal: AbortSignal };

/** Longer than a try may take, so that whoever holds a lease is never overtaken while it sends. */
const LEASE = 60_000;
/** Contacts that are told of at the same time; one, as long as the last try went wrong. */
const WIDTH = 8;
const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000];
/** How long to wait after each failed try (Standard Webhooks, "Deliverability"): ten tries in three days. */
const WAITS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
const LONGEST_WAIT = 24 * HOUR;
/** A webhook that has only failed for so long is turned off. */
export const PATIENCE = 72 * HOUR;

/**
 * Delivers what a webhook has to be told, as long as something is due: the deliveries of one contact in their order,
 * those of others beside them. One process at a time: whoever has the lease of the webhook's row.
 */
export async function serve(
  server: Server,
  at: { workspace: string; id: string },
  worker: Worker,
): Promise<void> {
  let hook = await claim(server, at, worker);
  if (!hook) return;
  try {
    while (hook && !worker.signal.aborted) {
      const more = await collectFor(server, hook);
      const due = await readDue(server, hook, hook.failures > 0 ? 1 : WIDTH);
      if (due.length === 0 && !more) break;
      await tryAll(server, hook, due, worker);
      hook = await claim(server, at, worker);
    }
  } finally {
    await release(server, at, worker);
  }
}

const clock = (server: Server) => server.source.now().getTime();

/** Takes or renews the lease. Null where another process has it, or the webhook is off or left alone for a while. */
async function claim(
  { database: { db }, ...server }: Server,
  { workspace, id }: { workspace: string; id: string },
  worker: Worker,
): Promise<HookRow | null> {
  const now = server.source.now().getTime();
  const row = await transact(db, (trx) =>
    trx
      .updateTable('webhook')
      .set({ lease_by: worker.name, lease_until: now + LEASE })
      .where('workspace_id', '=', workspace)
      .where('id', '=', id)
      .where('enabled', '=', 1)
      .where('rest_until', '<=', now)
      .where((eb) => eb.or([eb('lease_until', '<=', now), eb('lease_by', '=', worker.name)]))
      .returningAll()
      .executeTakeFirst(),
  );
  return row ?? null;
}

async function release({ database: { db } }: Server, at: { workspace: string; id: string }, worker: Worker) {
  await db
    .updateTable('webhook')
    .set({ lease_until: 0 })
    .where('workspace_id', '=', at.workspace)
    .where('id', '=', at.id)
    .where('lease_by', '=', worker.name)
    .execute();
}

function collectFor(server: Server, hook: HookRow): Promise<boolean> {
  const { db, parameters } = server.database;
  return transact(db, (trx) => collect(trx, hook, clock(server), parameters));
}

/** Deliveries that are due and that nothing of the same contact is waiting before. */
async function readDue({ database: { db }, ...server }: Server, hook: HookRow, limit: number) {
  return db
    .selectFrom('delivery')
    .selectAll()
    .where('workspace_id', '=', hook.workspace_id)
    .where('webhook_id', '=', hook.id)
    .where('state', '=', 'waiting')
    .where('next_at', '<=', server.source.now().getTime())
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('delivery as earlier')
            .select('earlier.id')
            .where('earlier.workspace_id', '=', hook.workspace_id)
            .where('earlier.webhook_id', '=', hook.id)
            .whereRef('earlier.contact_id', '=', 'delivery.contact_id')
            .where('earlier.state', '=', 'waiting')
            .where((inner) =>
              inner.or([
                inner('earlier.version', '<', inner.ref('delivery.version')),
                inner.and([
                  inner('earlier.version', '=', inner.ref('delivery.version')),
                  inner('earlier.seq', '<', inner.ref('delivery.seq')),
                ]),
              ]),
            ),
        ),
      ),
    )
    .orderBy('version')
    .orderBy('seq')
    .limit(limit)
    .execute();
}

async function tryAll(
  server: Server,
  hook: HookRow,
  due: readonly DeliveryRow[],
  worker: Worker,
): Promise<void> {
  const tried = await Promise.all(
    due.map(async (delivery) => ({ delivery, done: await attempt(server, hook, delivery, worker.signal) })),
  );
  // What was cut off by our own end is tried again as if it had not been.
  if (worker.signal.aborted) return;
  for (const { delivery, done } of tried) await noteTry(server, delivery, done);
  if (tried.length > 0)
    await judge(
      server,
      hook,
      tried.map(({ done }) => done),
    );
}

/** Written again where it lost a race: a try that is forgotten would be made twice. */
async function noteTry(server: Server, delivery: DeliveryRow, done: Attempt): Promise<void> {
  const now = clock(server);
  const attempts = delivery.attempts + 1;
  const wait = WAITS[attempts - 1];
  const state = done.delivered ? 'delivered' : wait === undefined ? 'failed' : 'waiting';
  await transact(server.database.db, (trx) =>
    trx
      .updateTable('delivery')
      .set({
        state,
        attempts,
        next_at: now + waitOf(wait ?? 0, done.retryAfter),
        last_at: now,
        last_status: done.status,
        last_error: done.error,
      })
      .where('workspace_id', '=', delivery.workspace_id)
      .where('webhook_id', '=', delivery.webhook_id)
      .where('id', '=', delivery.id)
      .execute(),
  );
}

/** With a tenth more or less, so that many that failed together do not come back together; what the other side asks for counts. */
function waitOf(wait: number, retryAfter: number | null): number {
  const spread = wait * (0.9 + Math.random() * 0.2);
  return Math.round(Math.min(Math.max(spread, retryAfter ?? 0), LONGEST_WAIT * 1.1));
}

/**
 * After failures in a row a webhook is left alone for a while, longer each time, so that a receiver that is down is not
 * knocked at for every contact; one that has only failed for three days, or says 410, is turned off.
 */
async function judge(server: Server, hook: HookRow, done: readonly Attempt[]): Promise<void> {
  const now = clock(server);
  const well = done.some(({ delivered }) => delivered);
  if (well && hook.failures === 0) return;
  const failures = well ? 0 : hook.failures + done.length;
  const since = well ? null : (hook.failing_since ?? now);
  const reason = offReason(done, since, now);
  const rest = failures < 3 ? 0 : now + Math.min(30 * SECOND * 2 ** Math.min(failures - 3, 10), HOUR);
  await transact(server.database.db, (trx) =>
    trx
      .updateTable('webhook')
      .set({
        failures,
        failing_since: since,
        rest_until: rest,
        ...(reason === null ? {} : { enabled: 0, off_reason: reason }),
      })
      .where('workspace_id', '=', hook.workspace_id)
      .where('id', '=', hook.id)
      .execute(),
  );
  if (reason !== null) server.log('info', 'webhook-off', { reason });
}

function offReason(done: readonly Attempt[], since: number | null, now: number): string | null {
  if (done.some(({ secretLost }) => secretLost)) return 'secret_lost';
  if (done.some(({ status }) => status === 410)) return 'gone';
  return since !== null && now - since >= PATIENCE ? 'failing' : null;
}
