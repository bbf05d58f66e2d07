import type { ContactSummary } from '#lib/messages/book.ts';
import type { SearchIndex } from '#lib/search/search-index.ts';
import { LOCAL_WORKSPACE, type BookDb } from '#lib/store/db.ts';
import { openWorkspace } from '#lib/store/workspace.ts';
import { keepIndex } from './keep-index.ts';
import { keepRows, type KeptRows } from './keep-rows.ts';

/** A workspace as it lies on this device, and its search. */
export type Replica = {
  db: BookDb;
  /** No team: no outbox, and whoever works here is the owner (X4). */
  alone: boolean;
  /**
   * The search over all contacts as they are now, with the columns of facts of these attributes; what of it is not in
   * memory is read from disk.
   */
  search(columns?: readonly string[]): Promise<SearchIndex>;
  /**
   * The search over those contacts alone that may match a text, for the first question to a worker that slept; null where
   * `search` serves as well: all is in memory or on its way, or the text says too little.
   */
  glance(text: string): Promise<SearchIndex | null>;
  /** Whether `search` has been asked for. */
  isWarm(): boolean;
  /** The columns alone: enough to count, and quicker where no lines are in memory. */
  facts(columns: readonly string[]): Promise<SearchIndex>;
  /** Makes the columns of facts that are still to be made (`build-columns.ts`), so that the first filter need not. */
  build(): Promise<void>;
  /** Contacts as rows of a list, kept until something changes. */
  rows: KeptRows<ContactSummary>;
  close(): void;
};

/** Opens a workspace. @throws Refusal `storage_blocked` */
export async function openReplica(workspace: string): Promise<Replica> {
  const db = await openWorkspace(workspace);
  const over = new AbortController();
  const { read, build, glance, isWarm } = keepIndex(db, over.signal);
  return {
    db,
    alone: workspace === LOCAL_WORKSPACE,
    search: (columns) => read({ lines: true, columns: columns ?? null }),
    facts: (columns) => read({ lines: false, columns }),
    glance,
    isWarm,
    build,
    rows: keepRows(db, over.signal),
    close() {
      over.abort();
      db.close();
    },
  };
}
