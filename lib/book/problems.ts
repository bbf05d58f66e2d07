import type { Problem, ProblemReason } from '#lib/messages/problem.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import { Refusal, type RefusalReason } from '#lib/store/refusal.ts';
import { SyncError, type SyncReason } from '#lib/sync/sync-error.ts';

/** A problem thrown: the short form of every rule that says no. */
export function refuse(reason: ProblemReason, more: Omit<Problem, 'reason'> = {}): never {
  throw new ProblemError({ reason, ...more });
}

const REFUSED: Record<RefusalReason, ProblemReason> = {
  invalid: 'bad_message',
  too_large: 'too_large',
  name_taken: 'name_taken',
  sender_taken: 'sender_taken',
  id_exists: 'unknown',
  contact_gone: 'contact_gone',
  merged: 'merged',
  storage_full: 'storage_full',
  storage_blocked: 'storage_blocked',
};

const FAILED: Record<SyncReason, ProblemReason> = {
  server_unreachable: 'server_unreachable',
  server_busy: 'server_unreachable',
  server_nonsense: 'server_nonsense',
  server_lags: 'server_unreachable',
  server_refused: 'server_refused',
  not_permitted: 'not_permitted',
  server_too_old: 'server_too_old',
  client_too_old: 'extension_too_old',
  sign_in_expired: 'sign_in_expired',
  sign_in_denied: 'sign_in_denied',
  not_a_member: 'not_a_member',
  client_of_other_user: 'server_refused',
  too_large: 'too_large',
  out_of_order: 'server_nonsense',
  storage_full: 'storage_full',
  storage_blocked: 'storage_blocked',
  aborted: 'unknown',
};

/** What the store or the sync refused for, as the problem a surface says. */
export function problemFor(error: Refusal | SyncError): Problem {
  if (error instanceof SyncError) return { reason: FAILED[error.reason] };
  return { reason: REFUSED[error.reason], ...(error.contact ? { contact: error.contact } : {}) };
}

/** Lets the refusals of the floors below through as `ProblemError`; what nobody foresaw stays as it is. */
export async function asProblems<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal || error instanceof SyncError)
      throw new ProblemError(problemFor(error), { cause: error });
    throw error;
  }
}
