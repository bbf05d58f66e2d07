import type { BookDb } from '#lib/store/db.ts';
import { isTransient, SyncError, type SyncReason } from './sync-error.ts';
import { waitFor, type Clock } from './retry.ts';
import { syncRound } from './round.ts';
import type { ServerApi } from './server-api.ts';

/**
 * What syncing is at. `waiting`: it failed, and is tried again at `until` (ms since 1970) or when told · `stopped`:
 * until somebody does something about `reason`.
 */
export type SyncStatus =
  | { state: 'idle' }
  | { state: 'syncing' }
  | { state: 'waiting'; reason: SyncReason; until: number }
  | { state: 'stopped'; reason: SyncReason };

export type Sync = {
  /** Syncs now; while a round runs, another follows it. Resolves when both are over; never throws. */
  now: () => Promise<SyncStatus>;
  status: () => SyncStatus;
};

export type SyncParts = {
  db: BookDb;
  api: ServerApi;
  clock: Clock;
  random: () => number;
  signal: AbortSignal;
  onStatus: (status: SyncStatus) => void;
};

/** Keeps one replica in step with its server: one round at a time in this worker, failures tried again by themselves. */
export function createSync(parts: SyncParts): Sync {
  let status: SyncStatus = { state: 'idle' };
  let running: Promise<SyncStatus> | null = null;
  let again = false;
  let failures = 0;
  let waiting = new AbortController();
  const become = (next: SyncStatus) => {
    status = next;
    parts.onStatus(next);
    return next;
  };
  const rounds = async (): Promise<SyncStatus> => {
    do {
      again = false;
      become({ state: 'syncing' });
      const reason = await oneRound(parts);
      failures = reason === null ? 0 : failures + 1;
      if (reason !== null) return become(afterFailure(parts, reason, failures));
    } while (again);
    return become({ state: 'idle' });
  };
  const now = (): Promise<SyncStatus> => {
    again = true;
    waiting.abort();
    running ??= rounds().finally(() => {
      running = null;
      if (status.state === 'waiting') later(status.until);
    });
    return running;
  };
  const later = (until: number) => {
    waiting = new AbortController();
    const signal = AbortSignal.any([waiting.signal, parts.signal]);
    parts.clock.sleep(until - parts.clock.now(), signal).then(now, () => undefined);
  };
  return { now, status: () => status };
}

/** Null where all went well. An error of ours is told as the server's nonsense would be, and tried again later. */
async function oneRound({ db, api, clock, signal }: SyncParts): Promise<SyncError | null> {
  try {
    await syncRound(db, api, clock, signal);
    return null;
  } catch (error) {
    return error instanceof SyncError ? error : new SyncError('server_nonsense', { cause: error });
  }
}

function afterFailure(
  { clock, random }: SyncParts,
  { reason, retryAfter }: SyncError,
  failures: number,
): SyncStatus {
  if (!isTransient(reason)) return { state: 'stopped', reason };
  return { state: 'waiting', reason, until: clock.now() + waitFor(failures, retryAfter, random) };
}
