import { openBlock } from '#lib/search/block.ts';
import { createIndex, type SearchIndex } from '#lib/search/search-index.ts';
import { LOCAL_WORKSPACE, type BookDb, type SearchBlock } from '#lib/store/db.ts';
import { onBlocksChanged } from '#lib/store/on-blocks-changed.ts';
import { searchBlocks, searchBlocksOf } from '#lib/store/read-list.ts';
import { openWorkspace } from '#lib/store/workspace.ts';

/** A workspace as it lies on this device, and its search. */
export type Replica = {
  db: BookDb;
  /** No team: no outbox, and whoever works here is the owner (X4). */
  alone: boolean;
  /** The search over all contacts as they are now; read from disk when it is first needed. */
  search(): Promise<SearchIndex>;
  close(): void;
};

/** Opens a workspace. @throws Refusal `storage_blocked` */
export async function openReplica(workspace: string): Promise<Replica> {
  const db = await openWorkspace(workspace);
  const over = new AbortController();
  return {
    db,
    alone: workspace === LOCAL_WORKSPACE,
    search: keepSearch(db, over.signal),
    close() {
      over.abort();
      db.close();
    },
  };
}

/** Keeps the blocks in memory while the worker lives, and reads again those that changed, no sooner than asked for. */
function keepSearch(db: BookDb, signal: AbortSignal): () => Promise<SearchIndex> {
  const stale = { all: true, ids: new Set<number>() };
  let index = createIndex();
  let reading: Promise<SearchIndex> | null = null;
  const read = async (): Promise<SearchIndex> => {
    while (stale.all || stale.ids.size > 0) {
      const { all, ids } = { all: stale.all, ids: [...stale.ids] };
      stale.ids.clear();
      stale.all = false;
      try {
        if (all) index = await readAll(db);
        else await readAgain(db, index, ids);
      } catch (error) {
        stale.all = true;
        throw error;
      }
    }
    return index;
  };
  onBlocksChanged(
    db,
    (ids) => {
      if (ids === 'all') stale.all = true;
      else for (const id of ids) stale.ids.add(id);
    },
    signal,
  );
  return () => {
    reading ??= read().finally(() => (reading = null));
    return reading;
  };
}

async function readAll(db: BookDb): Promise<SearchIndex> {
  const index = createIndex();
  for (const block of await searchBlocks(db)) put(index, block.id, block);
  return index;
}

async function readAgain(db: BookDb, index: SearchIndex, ids: number[]): Promise<void> {
  const blocks = await searchBlocksOf(db, ids);
  for (const [i, id] of ids.entries()) put(index, id, blocks[i]);
}

function put(index: SearchIndex, id: number, block: SearchBlock | undefined): void {
  index.put(id, block && block.ids !== '' ? openBlock(block.ids, block.lines) : null);
}
