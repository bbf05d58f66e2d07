/**
 * Why talking to the server failed: a closed set.
 * Worth trying again by itself: `server_unreachable`, `server_busy`, `server_nonsense` (a proxy's error page) and
 * `server_lags`. The others stop syncing until somebody does something: signs in, updates, asks the owner.
 * `out_of_order` is for `push.ts` alone. `aborted`: it was told to stop.
 */
export type SyncReason =
  | 'server_unreachable'
  | 'server_busy'
  | 'server_nonsense'
  | 'server_lags'
  | 'server_refused'
  | 'not_permitted'
  | 'server_too_old'
  | 'client_too_old'
  | 'sign_in_expired'
  | 'sign_in_denied'
  | 'not_a_member'
  | 'client_of_other_user'
  | 'too_large'
  | 'out_of_order'
  | 'storage_full'
  | 'storage_blocked'
  | 'aborted';

const TRANSIENT: ReadonlySet<SyncReason> = new Set([
  'server_unreachable',
  'server_busy',
  'server_nonsense',
  'server_lags',
]);

type More = { retryAfter?: number; lastChangeId?: number; cause?: unknown };

export class SyncError extends Error {
  readonly reason: SyncReason;
  /** Milliseconds the server asked to wait; null where it did not. */
  readonly retryAfter: number | null;
  /** With `out_of_order`: the last change of this client that took effect. */
  readonly lastChangeId: number;
  constructor(reason: SyncReason, { retryAfter, lastChangeId, cause }: More = {}) {
    super(reason, { cause });
    this.name = 'SyncError';
    this.reason = reason;
    this.retryAfter = retryAfter ?? null;
    this.lastChangeId = lastChangeId ?? 0;
  }
}

/** Whether trying again later may help, with nobody doing anything. */
export function isTransient(reason: SyncReason): boolean {
  return TRANSIENT.has(reason);
}
