import { PROTOCOL } from '#lib/protocol/push.ts';
import { applyPage, nextToPull } from '#lib/store/apply-page.ts';
import type { BookDb } from '#lib/store/db.ts';
import { clientId, renewClient } from '#lib/store/outbox.ts';
import { beginAnew } from '#lib/store/start-over.ts';
import type { Clock } from './retry.ts';
import type { ServerApi } from './server-api.ts';
import { SyncError } from './sync-error.ts';

/** Rows a page: what one IndexedDB transaction writes in well under a second. */
const PAGE = 5000;

/**
 * Brings the replica to the server's head, page after page. May die at any await and be called again: each page is
 * one transaction that also moves the cursor.
 * @throws SyncError; `server_lags` where this replica of the server is behind us
 */
export async function pull(
  db: BookDb,
  api: ServerApi,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
): Promise<void> {
  for (;;) if (await pullPage(db, api, clock, signal)) return;
}

/** One page. @returns whether the replica is at the head that the server had when its last window began */
export async function pullPage(
  db: BookDb,
  api: ServerApi,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
): Promise<boolean> {
  const asked = { clientId: await clientId(db), cursor: await nextToPull(db) };
  const answer = await ask(db, api, asked, signal);
  if (answer === null) return false;
  if ('stale' in answer) throw new SyncError('server_lags');
  if ('reset' in answer) {
    if (asked.cursor === null) throw new SyncError('server_nonsense');
    await beginAnew(db, asked.cursor);
    return false;
  }
  if (answer.next === undefined && answer.cursor === undefined) throw new SyncError('server_nonsense');
  const outcome = await applyPage(db, asked, answer, new Date(clock.now()).toISOString());
  if (outcome === 'ahead') await renewClient(db, asked.clientId);
  return outcome === 'drained' && answer.head <= (answer.cursor?.v ?? 0);
}

/** Null where the client had to be renewed first. */
async function ask(
  db: BookDb,
  api: ServerApi,
  asked: Awaited<{ clientId: string; cursor: Awaited<ReturnType<typeof nextToPull>> }>,
  signal: AbortSignal,
) {
  try {
    return await api.pull(db.workspace, { protocol: PROTOCOL, ...asked, limit: PAGE }, signal);
  } catch (error) {
    if (!(error instanceof SyncError) || error.reason !== 'client_of_other_user') throw error;
    await renewClient(db, asked.clientId);
    return null;
  }
}
