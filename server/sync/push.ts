import { sql, type Transaction } from 'kysely';
import { epochBase } from '#lib/protocol/pull.ts';
import type { PushRequest, PushResponse } from '#lib/protocol/push.ts';
import type { Role } from '#lib/model/role.ts';
import { applyAll, arrive, ChangeFailed } from '#server/apply/apply.ts';
import type { Database } from '#server/db/open.ts';
import type { Tables } from '#server/db/schema.ts';
import { transact } from '#server/db/transact.ts';
import { Refused } from '#server/door/problem.ts';
import { nameWriters } from '#server/sync/name-writers.ts';
import { prefetch } from '#server/sync/prefetch.ts';
import { save } from '#server/sync/save.ts';
import { touchesOf } from '#server/sync/touches.ts';
import { roleOf } from '#server/sync/membership.ts';
import { nextVersion } from '#server/sync/version.ts';

/** Where pushes take their time and their ids from. */
export type Source = { now: () => Date; newId: () => string };
export type Pusher = { workspace: string; userId: string };
/** `device`: what it is done on, like "Chrome · Linux". */
export type Pushing = Pusher & { device: string };

/**
 * Applies a client's changes exactly once and in order, in one transaction (sync.md, section 6).
 * @throws Refused `out_of_order` with a gap, `client_of_other_user`, `not_a_member`; then nothing has changed
 */
export async function push(
  database: Database,
  source: Source,
  who: Pushing,
  request: PushRequest,
): Promise<PushResponse & { moved: boolean }> {
  const poison = new Set<number>();
  for (;;) {
    try {
      return await pushOnce(database, source, who, request, poison);
    } catch (error) {
      if (!(error instanceof ChangeFailed) || poison.has(error.changeId)) throw error;
      // Rolled back; once more without it, so that it blocks nothing and is kept as a conflict.
      poison.add(error.changeId);
    }
  }
}

async function pushOnce(
  database: Database,
  source: Source,
  who: Pushing,
  request: PushRequest,
  poison: ReadonlySet<number>,
): Promise<PushResponse & { moved: boolean }> {
  return transact(database.db, async (trx) => {
    // First of all: it makes the writers of one workspace wait for each other, so that versions are committed in order.
    const { version, epoch } = await nextVersion(trx, who.workspace);
    const role = await roleOf(trx, who.workspace, who.userId);
    if (!role) throw new Refused('not_a_member');
    const last = await lastChange(trx, who, request.clientId);
    const fresh = request.changes.filter(({ id }) => id > last);
    if (!fresh.every(({ id }, at) => id === last + 1 + at))
      throw new Refused('out_of_order', { lastChangeId: last });
    if (fresh.length === 0) {
      await giveBack(trx, who.workspace);
      return { lastChangeId: last, version: version - 1, rejected: [], moved: false };
    }
    const rejected = await applyChanges(
      trx,
      database,
      source,
      { ...who, role, version, epoch, poison },
      { ...request, changes: fresh },
    );
    const lastChangeId = last + fresh.length;
    await confirm(trx, who, request.clientId, lastChangeId, version);
    return { lastChangeId, version, rejected, moved: true };
  });
}

/** Changes under the version they make, with whom they are by; `poison`: numbers of those to refuse unread. */
export type Applying = Pushing & { role: Role; version: number; epoch: string; poison: ReadonlySet<number> };

/**
 * Applies changes and writes what they did, inside a transaction that holds the workspace's version: of a client's push,
 * and of what other software asks for by the API. Once in a transaction: the steps of history are numbered by it.
 */
export async function applyChanges(
  trx: Transaction<Tables>,
  database: Database,
  source: Source,
  { workspace, userId, device, role, version, epoch, poison }: Applying,
  { clientId, changes }: Pick<PushRequest, 'clientId' | 'changes'>,
) {
  const arrived = arrive(changes, poison);
  const touches = touchesOf(arrived.flatMap(({ change }) => change ?? []));
  const frame = {
    workspace,
    author: { userId, clientId, role, device },
    version,
    restoredAt: epochBase(epoch),
    now: source.now().toISOString(),
    newId: source.newId,
  };
  const batch = await prefetch(trx, frame, touches);
  const rejected = applyAll(batch, arrived);
  await nameWriters({ trx, workspace }, batch);
  await save({ trx, workspace, parameters: database.parameters }, batch);
  return rejected;
}

/** Nothing happened: the version is as it was, and nobody is called to pull. */
export async function giveBack(trx: Transaction<Tables>, workspace: string): Promise<void> {
  await trx
    .updateTable('workspace_sync')
    .set({ version: sql`version - 1` })
    .where('workspace_id', '=', workspace)
    .execute();
}

async function lastChange(trx: Transaction<Tables>, who: Pusher, clientId: string): Promise<number> {
  const client = await trx
    .selectFrom('sync_client')
    .select(['user_id', 'last_change_id'])
    .where('workspace_id', '=', who.workspace)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  if (client && client.user_id !== who.userId) throw new Refused('client_of_other_user');
  return client?.last_change_id ?? 0;
}

async function confirm(
  trx: Transaction<Tables>,
  who: Pusher,
  clientId: string,
  lastChangeId: number,
  version: number,
): Promise<void> {
  await trx
    .insertInto('sync_client')
    .values({
      workspace_id: who.workspace,
      client_id: clientId,
      user_id: who.userId,
      last_change_id: lastChangeId,
      version,
    })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'client_id']).doUpdateSet({ last_change_id: lastChangeId, version }),
    )
    .execute();
}
