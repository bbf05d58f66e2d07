import type { Cursor, PageToken } from '#lib/protocol/pull.ts';
import type { BookDb } from './db.ts';

/** A pull that has begun and is not drained: its next page, and the last own change that its first page covers. */
export type PullWindow = {
  token: PageToken;
  pinned: number;
  done: number;
  total: number | null;
  /** No row can have been here before: a first sync into an empty replica. */
  fresh: boolean;
};

type Meta = {
  /** This replica to the server. `next`: number of the next change · `pushed`: the last that the server acknowledged. */
  client: { id: string; next: number; pushed: number };
  /** `cursor` null: nothing pulled yet. `at`: when the last window was drained. `anew`: begin anew, by a cursor of this epoch (`start-over.ts`). */
  pull: { cursor: Cursor | null; window: PullWindow | null; at: string | null; anew?: { epoch: string } };
  /** The block that new lines go to, and how many it has; `contacts`: how many contacts all blocks hold. */
  blocks: { last: number; lines: number; contacts: number };
  /**
   * The blocks whose columns of facts are still to be made, each with how often it has changed since that was said; null:
   * all, in a replica that an older version kept (`build-columns.ts`).
   */
  columns: { dirty: [block: number, changes: number][] | null };
  /** Contacts whose senders or counted records came before them; 'many' where they are too many to list. */
  orphans: string[] | 'many';
  /** Who works here; '' while working alone. */
  user: { id: string };
  /** How far the contacts made alone have been taken over, by id; '' before the first, null after the last. */
  adopted: { after: string | null };
  /** When this device last kept the rules of retention: ISO 8601. */
  retention: { at: string | null };
};

const EMPTY: { [K in keyof Meta]: () => Meta[K] } = {
  client: () => ({ id: crypto.randomUUID(), next: 1, pushed: 0 }),
  pull: () => ({ cursor: null, window: null, at: null }),
  blocks: () => ({ last: 0, lines: 0, contacts: 0 }),
  columns: () => ({ dirty: null }),
  orphans: () => [],
  user: () => ({ id: '' }),
  adopted: () => ({ after: '' }),
  retention: () => ({ at: null }),
};

/** What the replica remembers under `key`; its beginning where it has not been written yet. */
export async function getMeta<K extends keyof Meta>(db: BookDb, key: K): Promise<Meta[K]> {
  const entry = await db.meta.get(key);
  return entry ? (entry.value as Meta[K]) : EMPTY[key]();
}

export async function setMeta<K extends keyof Meta>(db: BookDb, key: K, value: Meta[K]): Promise<void> {
  await db.meta.put({ key, value });
}
