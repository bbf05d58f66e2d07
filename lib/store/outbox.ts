import type { NewChange } from '#lib/protocol/change.ts';
import type { BookDb, OutboxEntry, Row } from './db.ts';
import { getMeta, setMeta } from './meta.ts';
import { guardStorage } from './refusal.ts';

/** A change and the keys of the rows it was laid on. */
export type Laid = { change: NewChange; touches: string[] };

/**
 * Puts changes into the outbox, numbered without a gap, and keeps the server's version of each row they lie on. Runs
 * inside the transaction that lays them.
 * @param before the rows without these changes
 */
export async function queue(
  db: BookDb,
  laid: readonly Laid[],
  before: ReadonlyMap<string, Row | null>,
  at: string,
): Promise<void> {
  if (laid.length === 0) return;
  const client = await getMeta(db, 'client');
  const entries = laid.map(({ change, touches }, i) => ({ ...change, id: client.next + i, touches, at }));
  await keepServerRows(db, new Set(laid.flatMap(({ touches }) => touches)), before);
  await db.outbox.bulkAdd(entries);
  await setMeta(db, 'client', { ...client, next: client.next + entries.length });
}

/** Where unsent changes lay on a row already, the server's row is kept already. */
async function keepServerRows(
  db: BookDb,
  touched: ReadonlySet<string>,
  before: ReadonlyMap<string, Row | null>,
): Promise<void> {
  const kept = await keptAmong(db, [...touched]);
  const added = [...touched].flatMap((key) => (kept.has(key) ? [] : [{ key, row: before.get(key) ?? null }]));
  await db.serverRows.bulkAdd(added);
}

/** Up to so many kept rows for each that is asked about, it is quicker to ask for the keys of all. */
const ALL = 8;

async function keptAmong(db: BookDb, keys: string[]): Promise<Set<string>> {
  if ((await db.serverRows.count()) <= keys.length * ALL)
    return new Set(await db.serverRows.toCollection().primaryKeys());
  const found = await db.serverRows.bulkGet(keys);
  return new Set(keys.filter((_, i) => found[i] !== undefined));
}

/** What to push next: this client's id and its changes that the server has not acknowledged, in order. */
export async function nextToPush(
  db: BookDb,
  limit: number,
): Promise<{ clientId: string; entries: OutboxEntry[] }> {
  return guardStorage(() =>
    db.transaction('rw', [db.meta, db.outbox], async () => {
      const client = await keptClient(db);
      const entries = await db.outbox.where('id').above(client.pushed).limit(limit).toArray();
      return { clientId: client.id, entries };
    }),
  );
}

/**
 * Remembers that the server has taken a client's changes up to `lastChangeId`. They stay in the outbox until a pull
 * brings what became of them (invariant 8).
 * @returns false where the server knows more changes of this client than were ever made: the numbering was lost
 */
export async function acknowledge(db: BookDb, clientId: string, lastChangeId: number): Promise<boolean> {
  return guardStorage(() =>
    db.transaction('rw', [db.meta], async () => {
      const client = await getMeta(db, 'client');
      // Another instance has begun a new client meanwhile: what the old one was told is of no use.
      if (client.id !== clientId) return true;
      if (lastChangeId >= client.next) return false;
      await setMeta(db, 'client', { ...client, pushed: Math.max(client.pushed, lastChangeId) });
      return true;
    }),
  );
}

/**
 * Goes back to where the server is: after it said that changes are missing.
 * @returns false where the next change it waits for is here no more
 */
export async function rewind(db: BookDb, clientId: string, lastChangeId: number): Promise<boolean> {
  return guardStorage(() =>
    db.transaction('rw', [db.meta, db.outbox], async () => {
      const client = await getMeta(db, 'client');
      if (client.id !== clientId) return true;
      const here = lastChangeId === client.next - 1 || (await db.outbox.get(lastChangeId + 1)) !== undefined;
      if (here) await setMeta(db, 'client', { ...client, pushed: lastChangeId });
      return here;
    }),
  );
}

/** This replica's id to the server, made when it is first needed. */
export async function clientId(db: BookDb): Promise<string> {
  return guardStorage(() => db.transaction('rw', [db.meta], async () => (await keptClient(db)).id));
}

async function keptClient(db: BookDb) {
  const client = await getMeta(db, 'client');
  if (!(await db.meta.get('client'))) await setMeta(db, 'client', client);
  return client;
}

/**
 * Becomes a new client to the server: a new id, all unsent changes numbered anew from 1. For a server that has
 * forgotten this client (a restored backup) or knows more of it than it does itself; what it had already taken comes
 * to it as the same change again, which changes nothing.
 * @param former the client that is given up; where another instance has done so already, nothing is done
 */
export async function renewClient(db: BookDb, former: string): Promise<void> {
  await guardStorage(() =>
    db.transaction('rw', [db.meta, db.outbox], async () => {
      if ((await getMeta(db, 'client')).id !== former) return;
      const entries = await db.outbox.orderBy('id').toArray();
      await db.outbox.clear();
      await db.outbox.bulkAdd(entries.map((entry, i) => ({ ...entry, id: i + 1 })));
      await setMeta(db, 'client', { id: crypto.randomUUID(), next: entries.length + 1, pushed: 0 });
      const pull = await getMeta(db, 'pull');
      // What an open window had pinned was counted in the old numbers.
      if (pull.window) await setMeta(db, 'pull', { ...pull, window: { ...pull.window, pinned: 0 } });
    }),
  );
}
