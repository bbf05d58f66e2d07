import type { NewChange } from '#lib/protocol/change.ts';
import { epochBase, type Cursor, type PageToken, type PullPage } from '#lib/protocol/pull.ts';
import { isDeepEqual } from '#lib/model/deep-equal.ts';
import type { BookDb } from './db.ts';
import { touchedRows, type Draft } from './draft.ts';
import { layOnDraft } from './lay-change.ts';
import { getMeta, setMeta } from './meta.ts';
import { proposals } from './proposals.ts';
import { guardStorage } from './refusal.ts';
import { forgetPlaces } from './write-fresh.ts';
import { writeRows } from './write-rows.ts';

type Waiting = { id: number; change: NewChange; at: string };

/**
 * The server cannot go on from a cursor: a backup was restored, or the deletions since are forgotten. The next pull
 * begins anew; what is here stays in sight until its first page comes.
 * @param asked the cursor that was refused; where another instance has moved it, nothing is done
 */
export async function beginAnew(db: BookDb, asked: Cursor | PageToken): Promise<void> {
  await guardStorage(() =>
    db.transaction('rw', [db.meta], async () => {
      const { at, cursor, window } = await getMeta(db, 'pull');
      if (!isDeepEqual(window?.token ?? cursor, asked)) return;
      await setMeta(db, 'pull', { cursor: null, window: null, at, anew: { epoch: asked.epoch } });
    }),
  );
}

/**
 * Empties the replica for the first page of a pull that begins anew, inside the transaction that takes it. Unsent
 * changes stay. In a new epoch, that of a restored backup, what the server has forgotten is told to it again before
 * them, by a new client whose changes are numbered from 1. In the same one nothing is: what it does not have was deleted.
 * @param epoch the one that the refused cursor was of
 */
export async function startOver(
  db: BookDb,
  { epoch }: { epoch: string },
  page: PullPage,
  at: string,
): Promise<void> {
  const unsent = (await db.outbox.orderBy('id').toArray()).map(({ id, name, args, at }) => ({
    id,
    change: { name, args } as NewChange,
    at,
  }));
  if (page.epoch === epoch) {
    await empty(db);
    return requeue(db, unsent);
  }
  const forgotten = await proposals(db, epochBase(page.epoch) ?? page.head);
  const all = [...forgotten.map((change) => ({ change, at })), ...unsent];
  await empty(db);
  await requeue(
    db,
    all.map(({ change, at }, i) => ({ id: i + 1, change, at })),
  );
  await setMeta(db, 'client', { id: crypto.randomUUID(), next: all.length + 1, pushed: 0 });
}

async function empty(db: BookDb): Promise<void> {
  const tables = [db.contacts, db.merged, db.senders, db.records, db.members, db.conflicts, db.serverRows];
  const packed = [db.searchParts, db.searchSignatures, db.factColumns];
  for (const table of [...tables, ...packed, db.outbox]) await table.clear();
  await db.meta.bulkDelete(['blocks', 'orphans']);
  await setMeta(db, 'columns', { dirty: [] });
  forgetPlaces(db);
}

/** Lays changes on a replica that has nothing. */
async function requeue(db: BookDb, waiting: readonly Waiting[]): Promise<void> {
  const by = (await getMeta(db, 'user')).id;
  const draft: Draft = { before: new Map(), rows: new Map(), names: new Map(), touched: new Set() };
  await db.outbox.bulkAdd(
    waiting.map(({ id, change, at }) => ({
      ...change,
      id,
      touches: layOnDraft(draft, change, { at, by }),
      at,
    })),
  );
  await db.serverRows.bulkAdd([...draft.touched].map((key) => ({ key, row: null })));
  await writeRows(db, touchedRows(draft));
}
