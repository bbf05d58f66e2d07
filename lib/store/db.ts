import { Dexie, type EntityTable, type Table } from 'dexie';
import type { Change } from '#lib/protocol/change.ts';
import type { ConflictRow, ContactRow, MemberRow, RecordRow, SenderRow } from '#lib/protocol/rows.ts';
import type { ImportPart, StoredImport } from './imports.ts';
import type { StoredFile, StoredPart } from './files.ts';
import type { JobPart, JobUndo, StoredJob } from './jobs.ts';
import { partBlocks } from './parts.ts';

/**
 * A contact as surfaces see it: the server's row with the unsent changes on top; `version` 0 while the server has
 * none. Tombstones are not kept. `block` is the packed block that its line lies in.
 */
export type StoredContact = ContactRow & { nameKey: string; block: number };

/**
 * A contact that is merged into another. They lie in a table of their own, so that no name, list, search or count has
 * to pass them over; `groups.ts` leads from one to the contact that stands for it.
 */
export type MergedContact = ContactRow & { mergedInto: string };

/** A row that unsent changes can lie on. */
export type Row = ContactRow | SenderRow | RecordRow | ConflictRow;

/**
 * The server's row under unsent changes: kept until they are confirmed, so that they can be laid anew on a newer one.
 * `key` as `rowKey` of `row-key.ts` makes it; `row` is null where the server has none.
 */
export type ServerRow = { key: string; row: Row | null };

/** A change on its way to the server. `id`: its number in this client's order · `touches`: the keys of the rows it lies on. */
export type OutboxEntry = Change & { touches: string[]; at: string };

/**
 * A part of a packed block (`parts.ts`): contacts packed for search and for the list's orders (law 6), their ids and the
 * lines that `lib/search/pack.ts` makes, each joined by line breaks.
 */
export type SearchPart = { id: number; ids: string; lines: string };

/** The signatures of a packed block's parts, one behind the other (`lib/search/signature.ts`). */
export type BlockSignatures = { id: number; signatures: Uint8Array<ArrayBuffer> };

/**
 * The facts of a packed block's contacts, by attribute, in the order of its lines: a `Column` of `lib/search/columns.ts` as
 * JSON. A filter of three conditions so reads three columns of each block: from cold three times faster than one row a
 * block, and seven times faster than values of objects (43, 149 and 327 ms for 100,000 contacts in Chromium).
 * Attribute '' is the number of the block's lines.
 */
export type FactColumn = { attribute: string; block: number; json: string };

/** What a replica must remember beside its rows; `meta.ts` knows the keys and their values. */
export type MetaEntry = { key: string; value: unknown };

/** One workspace's replica in IndexedDB. Only the background opens it. */
export class BookDb extends Dexie {
  declare readonly contacts: EntityTable<StoredContact, 'id'>;
  declare readonly merged: EntityTable<MergedContact, 'id'>;
  declare readonly senders: Table<SenderRow, [string, string]>;
  declare readonly records: Table<RecordRow, [string, string]>;
  declare readonly members: EntityTable<MemberRow, 'userId'>;
  declare readonly conflicts: EntityTable<ConflictRow, 'id'>;
  declare readonly serverRows: EntityTable<ServerRow, 'key'>;
  declare readonly outbox: EntityTable<OutboxEntry, 'id'>;
  declare readonly searchParts: EntityTable<SearchPart, 'id'>;
  declare readonly searchSignatures: EntityTable<BlockSignatures, 'id'>;
  declare readonly factColumns: Table<FactColumn, [string, number]>;
  declare readonly meta: EntityTable<MetaEntry, 'key'>;
  declare readonly jobs: EntityTable<StoredJob, 'id'>;
  declare readonly jobParts: Table<JobPart, [string, number]>;
  declare readonly jobUndo: Table<JobUndo, [string, string]>;
  declare readonly imports: EntityTable<StoredImport, 'id'>;
  declare readonly importParts: Table<ImportPart, [string, number]>;
  declare readonly files: EntityTable<StoredFile, 'id'>;
  declare readonly fileParts: Table<StoredPart, [string, number]>;
  readonly workspace: string;

  constructor(workspace: string) {
    // Strict: a change that was said to be kept survives a power cut, and numbers of sent changes never run back.
    super(`carnet-${workspace}`, { chromeTransactionDurability: 'strict' });
    this.workspace = workspace;
    this.version(1).stores({
      contacts: 'id, nameKey, createdAt',
      senders: '[channel+key], contactId',
      records: '[kind+id], contactId',
      members: 'userId',
      conflicts: 'id',
      serverRows: 'key',
      outbox: 'id, *touches',
      searchBlocks: 'id',
      meta: 'key',
    });
    this.version(2).stores({ merged: 'id, mergedInto' });
    // The pair serves whoever asks for a contact's records of all kinds, too.
    this.version(3).stores({
      records: '[kind+id], [contactId+kind]',
      factColumns: '[attribute+block], block',
    });
    // In a new replica there is nothing whose columns are still to be made.
    this.on('populate', async (made) => made.table('meta').add({ key: 'columns', value: { dirty: [] } }));
    this.version(4).stores({ jobs: 'id', jobParts: '[job+part]' });
    this.version(6).stores({ imports: 'id', importParts: '[import+part]' });
    this.version(5).stores({ files: 'id, ticketId', fileParts: '[id+part], ticketId' });
    this.version(7).stores({ searchBlocks: null, searchParts: 'id' }).upgrade(partBlocks);
    // Blocks of an older replica are signed when they are next written.
    this.version(8).stores({ searchSignatures: 'id' });
    this.version(9).stores({ jobUndo: '[job+contact]' });
  }
}

/** The workspace of someone who works without a server (law 11). */
export const LOCAL_WORKSPACE = 'local';
