import type { BookDb } from '#lib/store/db.ts';
import { nextToPush } from '#lib/store/outbox.ts';
import { pullState } from '#lib/store/read-sync.ts';
import { Refusal } from '#lib/store/refusal.ts';
import { pull, pullPage } from './pull.ts';
import { push } from './push.ts';
import type { Clock } from './retry.ts';
import type { ServerApi } from './server-api.ts';
import { SyncError, type SyncReason } from './sync-error.ts';

/** A replica that has not been in step for so long looks before it sends. Milliseconds. */
const AWAY = 60_000;

/**
 * One round: push until nothing waits, pull until drained; again where something new waits meanwhile. Resumable at
 * any await, and harmless where another worker instance does the same at once.
 * @throws SyncError and nothing else, but our own mistakes
 */
export async function syncRound(
  db: BookDb,
  api: ServerApi,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
): Promise<void> {
  try {
    // A server restored from a backup is noticed before changes are laid on rows that it has forgotten.
    if (await wasAway(db, clock)) await pullPage(db, api, clock, signal);
    // And nothing is sent to it before what it has forgotten stands in front of it.
    while ((await pullState(db)).beginsAnew) await pullPage(db, api, clock, signal);
    do {
      if (signal.aborted) throw new SyncError('aborted');
      await push(db, api, signal);
      await pull(db, api, clock, signal);
    } while ((await nextToPush(db, 1)).entries.length > 0);
  } catch (error) {
    throw fromStorage(error);
  }
}

async function wasAway(db: BookDb, clock: Pick<Clock, 'now'>): Promise<boolean> {
  const { syncedAt } = await pullState(db);
  return syncedAt !== null && Math.abs(clock.now() - Date.parse(syncedAt)) > AWAY;
}

function fromStorage(error: unknown): unknown {
  const stored: SyncReason | null =
    error instanceof Refusal && (error.reason === 'storage_full' || error.reason === 'storage_blocked')
      ? error.reason
      : null;
  return stored ? new SyncError(stored, { cause: error }) : error;
}
