import { isDeepEqual } from '#lib/model/deep-equal.ts';
import { PROTOCOL } from '#lib/protocol/push.ts';
import { applyPage, nextToPull } from '#lib/store/apply-page.ts';
import type { BookDb } from '#lib/store/db.ts';
import { clientId, renewClient } from '#lib/store/outbox.ts';
import { beginAnew } from '#lib/store/start-over.ts';
import type { Clock } from './retry.ts';
import type { ServerApi } from './server-api.ts';
import { SyncError } from './sync-error.ts';

/**
 * Rows a page: as many as the server gives. A page is one transaction, and what each costs beside its rows counts with
 * 100,000 contacts; so does the memory of two pages at once, which are some megabytes.
 */
const PAGE = 10_000;

type Asked = { clientId: string; cursor: Awaited<ReturnType<typeof nextToPull>> };
/** A page that was asked for before it is needed: the next of a window, while the one before is being written. */
type Ahead = Asked & { answer: ReturnType<typeof ask> };

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
  let ahead: Ahead | null = null;
  const over = new AbortController();
  const parts = { db, api, clock, signal: AbortSignal.any([signal, over.signal]), eager: true };
  try {
    for (;;) {
      const page: Pulled = await pullNext(parts, ahead);
      if (page.done) return;
      ahead = page.ahead;
    }
  } finally {
    over.abort();
  }
}

/** One page. @returns whether the replica is at the head that the server had when its last window began */
export async function pullPage(
  db: BookDb,
  api: ServerApi,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
): Promise<boolean> {
  return (await pullNext({ db, api, clock, signal, eager: false }, null)).done;
}

type Parts = {
  db: BookDb;
  api: ServerApi;
  clock: Pick<Clock, 'now'>;
  signal: AbortSignal;
  /** Whether to ask for the page after this one while this one is written. */
  eager: boolean;
};
type Pulled = { done: boolean; ahead: Ahead | null };

async function pullNext({ db, api, clock, signal, eager }: Parts, ahead: Ahead | null): Promise<Pulled> {
  const more = { done: false, ahead: null };
  const asked: Asked = { clientId: await clientId(db), cursor: await nextToPull(db) };
  const wanted = ahead && isDeepEqual(asked, { clientId: ahead.clientId, cursor: ahead.cursor });
  const answer = wanted ? await ahead.answer : await ask(db, api, asked, signal);
  if (answer === null) return more;
  if ('stale' in answer) throw new SyncError('server_lags');
  if ('reset' in answer) {
    if (asked.cursor === null) throw new SyncError('server_nonsense');
    await beginAnew(db, asked.cursor);
    return more;
  }
  if (answer.next === undefined && answer.cursor === undefined) throw new SyncError('server_nonsense');
  const next = eager && answer.next ? askAhead(db, api, { ...asked, cursor: answer.next }, signal) : null;
  const outcome = await applyPage(db, asked, answer, new Date(clock.now()).toISOString());
  if (outcome === 'ahead') await renewClient(db, asked.clientId);
  return { done: outcome === 'drained' && answer.head <= (answer.cursor?.v ?? 0), ahead: next };
}

function askAhead(db: BookDb, api: ServerApi, asked: Asked, signal: AbortSignal): Ahead {
  const answer = ask(db, api, asked, signal);
  // Whoever needs it learns of its failure; where nobody does, it is of no interest.
  answer.catch(() => undefined);
  return { ...asked, answer };
}

/** Null where the client had to be renewed first. */
async function ask(db: BookDb, api: ServerApi, asked: Asked, signal: AbortSignal) {
  try {
    return await api.pull(db.workspace, { protocol: PROTOCOL, ...asked, limit: PAGE }, signal);
  } catch (error) {
    if (!(error instanceof SyncError) || error.reason !== 'client_of_other_user') throw error;
    await renewClient(db, asked.clientId);
    return null;
  }
}
