import { sql, type Kysely, type Transaction } from 'kysely';
import type { Tables } from '#server/db/schema.ts';
import { sweepPresence } from '#server/live/presence.ts';
import { transact } from '#server/db/transact.ts';

/** How long a replica may be away and still learn of every deletion; after that it begins anew. */
export const REMEMBERED_DAYS = 180;
const DAY = 86_400_000;

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/**
 * Throws away the tombstones of senders, records and settled conflicts that are older than any replica may be
 * (sync.md, section 9), once a day, and presence that is over. Contacts keep their tombstones: a deleted contact stays
 * deleted. Called now and then.
 */
export async function sweepWorkspaces(db: Kysely<Tables>, now: Date): Promise<void> {
  for (const { id } of await db.selectFrom('organization').select('id').execute()) {
    await sweepPresence(db, id, now);
    if (!(await isMarked(db, id, dayOf(now.getTime())))) await transact(db, (trx) => sweep(trx, id, now));
  }
}

async function isMarked(db: Kysely<Tables>, workspace: string, day: string): Promise<boolean> {
  const mark = await db
    .selectFrom('version_mark')
    .select('version')
    .where('workspace_id', '=', workspace)
    .where('day', '=', day)
    .executeTakeFirst();
  return mark !== undefined;
}

async function sweep(trx: Transaction<Tables>, workspace: string, now: Date): Promise<void> {
  // Writes its row unchanged, so that no push is at work between the version and the mark.
  const row = await trx
    .updateTable('workspace_sync')
    .set({ floor: sql`floor` })
    .where('workspace_id', '=', workspace)
    .returning(['version', 'floor'])
    .executeTakeFirst();
  if (!row) return;
  await trx
    .insertInto('version_mark')
    .values({ workspace_id: workspace, day: dayOf(now.getTime()), version: row.version })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'day']).doNothing())
    .execute();
  const old = await oldest(trx, workspace, dayOf(now.getTime() - REMEMBERED_DAYS * DAY));
  if (old > row.floor) await forget(trx, workspace, old);
}

/** The version that the workspace had on that day or, where nobody looked, before it. */
async function oldest(trx: Transaction<Tables>, workspace: string, day: string): Promise<number> {
  const mark = await trx
    .selectFrom('version_mark')
    .select('version')
    .where('workspace_id', '=', workspace)
    .where('day', '<=', day)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  await trx.deleteFrom('version_mark').where('workspace_id', '=', workspace).where('day', '<', day).execute();
  return mark?.version ?? 0;
}

async function forget(trx: Transaction<Tables>, workspace: string, floor: number): Promise<void> {
  for (const table of ['sender', 'record', 'conflict'] as const)
    await trx
      .deleteFrom(table)
      .where('workspace_id', '=', workspace)
      .where('deleted', '=', 1)
      .where('version', '<=', floor)
      .execute();
  await trx.updateTable('workspace_sync').set({ floor }).where('workspace_id', '=', workspace).execute();
}
