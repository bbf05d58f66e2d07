import { Dexie, type EntityTable, type Table } from 'dexie';
import type { Change } from '#lib/protocol/change.ts';
import type { ConflictRow, ContactRow, MemberRow, RecordRow, SenderRow } from '#lib/protocol/rows.ts';

/** A contact as surfaces see it: the server's row with the unsent changes on top. `nameKey` is '' never, tombstones are not kept. */
export type StoredContact = ContactRow & { nameKey: string };

/**
 * The server's row of a record that unsent changes lie on: kept until they are confirmed, so that they can be laid
 * anew on a newer one. `row` is null where the server has none yet.
 */
export type ServerRow = {
  table: 'contact' | 'sender' | 'record';
  id: string;
  row: ContactRow | SenderRow | RecordRow | null;
};

/** A change on its way to the server. `id` is its number in this client's order; `touches` the rows it lies on. */
export type OutboxEntry = Change & { touches: string[]; at: string };

/** Folded text of up to a thousand contacts, packed for search (law 6); `slots[i]` is the contact of the i-th text. */
export type SearchBlock = { id: number; slots: string[]; texts: string[] };

/** What a replica must remember beside its rows: 'cursor', 'clientId', 'nextChangeId' ... */
export type MetaEntry = { key: string; value: unknown };

/** One workspace's replica in IndexedDB. Only the background opens it. */
export class BookDb extends Dexie {
  declare readonly contacts: EntityTable<StoredContact, 'id'>;
  declare readonly senders: Table<SenderRow, [string, string]>;
  declare readonly records: Table<RecordRow, [string, string]>;
  declare readonly members: EntityTable<MemberRow, 'userId'>;
  declare readonly conflicts: EntityTable<ConflictRow, 'id'>;
  declare readonly serverRows: Table<ServerRow, [string, string]>;
  declare readonly outbox: EntityTable<OutboxEntry, 'id'>;
  declare readonly searchBlocks: EntityTable<SearchBlock, 'id'>;
  declare readonly meta: EntityTable<MetaEntry, 'key'>;

  constructor(workspace: string) {
    super(`carnet-${workspace}`);
    this.version(1).stores({
      contacts: 'id, nameKey, createdAt',
      senders: '[channel+key], contactId',
      records: '[kind+id], contactId',
      members: 'userId',
      conflicts: 'id',
      serverRows: '[table+id]',
      outbox: 'id, *touches',
      searchBlocks: 'id',
      meta: 'key',
    });
  }
}

/** The workspace of someone who works without a server (law 11). */
export const LOCAL_WORKSPACE = 'local';
