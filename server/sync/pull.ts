import { z } from 'zod';
import type { Kysely } from 'kysely';
import type { PageToken, PullPage, PullRequest, PullResponse } from '#lib/protocol/pull.ts';
import type { Tables } from '#server/db/schema.ts';
import { Refused } from '#server/door/problem.ts';
import { countWindow, readWindow, type Place, type Rows } from '#server/sync/window.ts';
import type { Pusher } from '#server/sync/push.ts';

/** What a page token carries in `after`: the last row sent, and what the first page had pinned beside `to`. */
const bookmark = z.tuple([z.int(), z.int(), z.string(), z.string(), z.int(), z.int()]);

/** `floor`: up to this version deletions are not remembered any more. */
type Head = { version: number; epoch: string; floor: number; lastChangeId: number };

/** An answer whose rows are still as they lie in the tables (page-text.ts). */
export type Pulled = (Omit<PullPage, 'rows'> & { rows: Rows }) | Exclude<PullResponse, PullPage>;

/**
 * One page of what changed since the replica's cursor. The first page pins the window (v, to] and the last change
 * confirmed by it, so that a replica never drops an unsent change before it has the rows it made (invariant 8).
 */
export async function pull(db: Kysely<Tables>, who: Pusher, request: PullRequest): Promise<Pulled> {
  const head = await readHead(db, who, request.clientId);
  const from = request.cursor;
  const reset = { reset: true, epoch: head.epoch } as const;
  if (from && (from.epoch !== head.epoch || isForgotten(from, head.floor))) return reset;
  if (from && Math.max(from.v, 'to' in from ? from.to : 0) > head.version)
    return { stale: true, head: head.version };
  const started = from && 'to' in from ? resume(from) : start(head, from?.v ?? 0);
  const { rows, last, more } = await readWindow(db, who, started, request.limit);
  // Deletions may have been thrown away while the page was being read.
  if (from && from.v > 0 && from.v < head.version && isForgotten(from, await readFloor(db, who.workspace)))
    return reset;
  const count = started.total ?? (more ? await countWindow(db, who, started) : undefined);
  return answer(head, started, { rows, last: more ? last : null, total: count ?? countRows(rows) });
}

/** A replica that has nothing yet needs no deletions. */
const isForgotten = ({ v }: { v: number }, floor: number) => v > 0 && v < floor;

async function readFloor(db: Kysely<Tables>, workspace: string): Promise<number> {
  const row = await db
    .selectFrom('workspace_sync')
    .select('floor')
    .where('workspace_id', '=', workspace)
    .executeTakeFirst();
  return row?.floor ?? 0;
}

type Started = { v: number; to: number; after: Place | null; lastChangeId: number; total?: number };

function start(head: Head, v: number): Started {
  return { v, to: head.version, after: null, lastChangeId: head.lastChangeId };
}

function resume(token: PageToken): Started {
  const read = bookmark.safeParse(parse(token.after));
  if (!read.success) throw new Refused('invalid');
  const [table, version, first, second, lastChangeId, total] = read.data;
  return { v: token.v, to: token.to, after: { table, version, key: [first, second] }, lastChangeId, total };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function answer(
  head: Head,
  started: Started,
  page: { rows: Rows; last: Place | null; total: number },
): Pulled {
  const { v, to, lastChangeId } = started;
  const base = { epoch: head.epoch, head: head.version, lastChangeId, rows: page.rows, total: page.total };
  if (!page.last) return { ...base, cursor: { v: to, epoch: head.epoch } };
  const { table, version, key } = page.last;
  const after = JSON.stringify([table, version, key[0], key[1], lastChangeId, page.total]);
  return { ...base, next: { v, to, epoch: head.epoch, after } };
}

export const countRows = (rows: Rows): number =>
  Object.values(rows).reduce((sum, { length }) => sum + length, 0);

/** Version, epoch and the client's last change in one statement, so that they belong together. */
async function readHead(db: Kysely<Tables>, who: Pusher, clientId: string): Promise<Head> {
  const row = await db
    .selectFrom('workspace_sync')
    .leftJoin('sync_client', (join) =>
      join
        .onRef('sync_client.workspace_id', '=', 'workspace_sync.workspace_id')
        .on('sync_client.client_id', '=', clientId),
    )
    .select(['workspace_sync.version', 'epoch', 'floor', 'last_change_id', 'user_id'])
    .where('workspace_sync.workspace_id', '=', who.workspace)
    .executeTakeFirst();
  if (!row) throw new Refused('not_a_member');
  if (row.user_id !== null && row.user_id !== who.userId) throw new Refused('client_of_other_user');
  const { version, epoch, floor } = row;
  return { version, epoch, floor, lastChangeId: row.last_change_id ?? 0 };
}
