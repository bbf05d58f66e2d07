import { BODY_LIMIT, PROTOCOL, PUSH_LIMIT } from '#lib/protocol/push.ts';
import type { BookDb, OutboxEntry } from '#lib/store/db.ts';
import { acknowledge, nextToPush, renewClient, rewind } from '#lib/store/outbox.ts';
import type { ServerApi } from './server-api.ts';
import { SyncError } from './sync-error.ts';

/** Room for what stands around the changes in a request. */
const BYTES = BODY_LIMIT - 2048;

/**
 * Sends what waits in the outbox until nothing is left to send. May die at any await and be called again: the server
 * takes each numbered change once, and nothing leaves the outbox here (`apply-page.ts` does that).
 * @returns whether anything was sent
 * @throws SyncError
 */
export async function push(db: BookDb, api: ServerApi, signal: AbortSignal): Promise<boolean> {
  for (let sent = false; ; sent = true) {
    const { clientId, entries } = await nextToPush(db, PUSH_LIMIT);
    if (entries.length === 0) return sent;
    await pushSome(db, api, clientId, fitting(entries), signal);
  }
}

async function pushSome(
  db: BookDb,
  api: ServerApi,
  clientId: string,
  changes: Sendable[],
  signal: AbortSignal,
): Promise<void> {
  try {
    const { lastChangeId } = await api.push(db.workspace, { protocol: PROTOCOL, clientId, changes }, signal);
    // A server that takes nothing and says so would be asked for ever.
    if (lastChangeId < (changes[0]?.id ?? 0)) throw new SyncError('server_nonsense');
    if (!(await acknowledge(db, clientId, lastChangeId))) await renewClient(db, clientId);
  } catch (error) {
    await recover(db, clientId, error);
  }
}

/**
 * What the server's refusal of a push asks for. A gap: go back to where it is, or, where those changes are here no
 * more (its data are older than it knew), begin as a new client. A client id that belongs to somebody else: the same.
 */
async function recover(db: BookDb, clientId: string, error: unknown): Promise<void> {
  const reason = error instanceof SyncError ? error.reason : null;
  if (reason === 'client_of_other_user') return renewClient(db, clientId);
  if (!(error instanceof SyncError) || reason !== 'out_of_order') throw error;
  if (!(await rewind(db, clientId, error.lastChangeId))) await renewClient(db, clientId);
}

type Sendable = Pick<OutboxEntry, 'id' | 'name' | 'args'>;

/** As many changes as one request carries, at least one. */
function fitting(entries: readonly OutboxEntry[]): Sendable[] {
  const encoder = new TextEncoder();
  let bytes = 0;
  const fit: Sendable[] = [];
  for (const { id, name, args } of entries) {
    const change = { id, name, args };
    bytes += encoder.encode(JSON.stringify(change)).length + 1;
    if (fit.length > 0 && bytes > BYTES) break;
    fit.push(change);
  }
  return fit;
}
