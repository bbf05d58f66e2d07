/**
 * Why the store did not do something: a closed set, put into words by whoever shows it. `contact` is whoever stands
 * in the way.
 */
export type RefusalReason =
  | 'invalid'
  | 'too_large'
  | 'name_taken'
  | 'sender_taken'
  | 'id_exists'
  | 'contact_gone'
  | 'merged'
  | 'storage_full'
  | 'storage_blocked';

/** Thrown by every writing function of the store; nothing of the transaction it came from has been kept. */
export class Refusal extends Error {
  readonly reason: RefusalReason;
  readonly contact: { id: string; name: string } | null;
  constructor(
    reason: RefusalReason,
    contact: { id: string; name: string } | null = null,
    options?: ErrorOptions,
  ) {
    super(reason, options);
    this.name = 'Refusal';
    this.reason = reason;
    this.contact = contact;
  }
}

/** Whether the browser itself refused: the same thing may well be done later. */
export function isOfStorage(error: unknown): boolean {
  return error instanceof Refusal && (error.reason === 'storage_full' || error.reason === 'storage_blocked');
}

const BLOCKED = new Set([
  'MissingAPIError',
  'MissingAPI',
  'OpenFailedError',
  'InvalidStateError',
  'SecurityError',
  'NotAllowedError',
  'VersionError',
  'DatabaseClosedError',
  'UnknownError',
]);

/**
 * Runs a piece of work on the database and turns the browser's own refusals (quota, private mode, a newer version's
 * data) into a `Refusal`. Other errors pass through: they are mistakes of ours.
 */
export async function guardStorage<T>(work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = storageReason(error);
    throw reason ? new Refusal(reason, null, { cause: error }) : error;
  }
}

// Dexie wraps the browser's error, sometimes twice: AbortError { inner: QuotaExceededError }.
function storageReason(error: unknown): RefusalReason | null {
  for (let at = error; at instanceof Error || at instanceof DOMException; at = innerOf(at)) {
    if (at instanceof Refusal) return null;
    if (at.name === 'QuotaExceededError') return 'storage_full';
    if (BLOCKED.has(at.name)) return 'storage_blocked';
  }
  return null;
}

function innerOf(error: Error | DOMException): unknown {
  if ('inner' in error && error.inner !== error) return error.inner;
  return 'cause' in error ? error.cause : undefined;
}
