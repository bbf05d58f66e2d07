import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Tables } from '#server/db/schema.ts';
import { createWayInTables } from '#server/db/way-in-tables.ts';

export type Migration = { id: string; up: (db: Kysely<Tables>) => Promise<void> };

/** In the order they are applied; one that has been released is never changed. */
export const migrations: readonly Migration[] = [
  { id: '2026-01-sync', up: createSyncTables },
  { id: '2026-02-rows', up: createRowTables },
  { id: '2026-03-trail', up: createTrailTables },
  { id: '2026-04-doors', up: createDoorTables },
  { id: '2026-05-merges', up: addMerges },
  { id: '2026-06-traces', up: addTraces },
  { id: '2026-07-ways-in', up: createWayInTables },
  { id: '2026-08-moves', up: addMoves },
  { id: '2026-09-letters', up: addLetters },
];

type Column = 'text' | 'bigint' | 'integer';

/** Columns in `text`, but for those named; all required, but for those that end in `?`. */
function withColumns(table: CreateTableBuilder<string>, columns: Record<string, Column>) {
  let built: CreateTableBuilder<string, string> = table;
  for (const [name, type] of Object.entries(columns)) {
    const optional = name.endsWith('?');
    built = built.addColumn(optional ? name.slice(0, -1) : name, type, (column) =>
      optional ? column : column.notNull(),
    );
  }
  return built;
}

const stamp = { version: 'bigint', deleted: 'integer' } as const;
const people = { created_at: 'text', created_by: 'text', updated_at: 'text', updated_by: 'text' } as const;

async function createSyncTables(db: Kysely<Tables>): Promise<void> {
  await withColumns(db.schema.createTable('workspace_sync'), {
    workspace_id: 'text',
    version: 'bigint',
    epoch: 'text',
  })
    .addPrimaryKeyConstraint('workspace_sync_key', ['workspace_id'])
    .execute();
  await withColumns(db.schema.createTable('sync_client'), {
    workspace_id: 'text',
    client_id: 'text',
    user_id: 'text',
    last_change_id: 'bigint',
    version: 'bigint',
  })
    .addPrimaryKeyConstraint('sync_client_key', ['workspace_id', 'client_id'])
    .execute();
  await withColumns(db.schema.createTable('member_row'), {
    workspace_id: 'text',
    user_id: 'text',
    name: 'text',
    email: 'text',
    role: 'text',
    ...stamp,
  })
    .addPrimaryKeyConstraint('member_row_key', ['workspace_id', 'user_id'])
    .execute();
  await index(db, 'member_row', ['version', 'user_id']);
}

async function createRowTables(db: Kysely<Tables>): Promise<void> {
  await withColumns(db.schema.createTable('contact'), {
    workspace_id: 'text',
    id: 'text',
    name: 'text',
    'name_key?': 'text',
    fields: 'text',
    ...people,
    ...stamp,
  })
    .addPrimaryKeyConstraint('contact_key', ['workspace_id', 'id'])
    .addUniqueConstraint('contact_name', ['workspace_id', 'name_key'])
    .execute();
  await index(db, 'contact', ['version', 'id']);
  await withColumns(db.schema.createTable('sender'), {
    workspace_id: 'text',
    channel: 'text',
    sender_key: 'text',
    contact_id: 'text',
    value: 'text',
    details: 'text',
    created_at: 'text',
    ...stamp,
  })
    .addPrimaryKeyConstraint('sender_owner', ['workspace_id', 'channel', 'sender_key'])
    .execute();
  await index(db, 'sender', ['version', 'channel', 'sender_key']);
  await index(db, 'sender', ['contact_id']);
  await index(db, 'sender', ['sender_key']);
  await withColumns(db.schema.createTable('record'), {
    workspace_id: 'text',
    kind: 'text',
    id: 'text',
    'contact_id?': 'text',
    fields: 'text',
    ...people,
    ...stamp,
  })
    .addPrimaryKeyConstraint('record_key', ['workspace_id', 'kind', 'id'])
    .execute();
  await index(db, 'record', ['version', 'kind', 'id']);
  await index(db, 'record', ['contact_id']);
  await index(db, 'record', ['id']);
}

async function createTrailTables(db: Kysely<Tables>): Promise<void> {
  await withColumns(db.schema.createTable('conflict'), {
    workspace_id: 'text',
    id: 'text',
    user_id: 'text',
    client_id: 'text',
    change_id: 'bigint',
    code: 'text',
    change: 'text',
    other: 'text',
    'subject_id?': 'text',
    'other_id?': 'text',
    created_at: 'text',
    resolved: 'integer',
    ...stamp,
  })
    .addPrimaryKeyConstraint('conflict_key', ['workspace_id', 'id'])
    .execute();
  await index(db, 'conflict', ['user_id', 'version', 'id']);
  await index(db, 'conflict', ['subject_id']);
  await index(db, 'conflict', ['other_id']);
  await withColumns(db.schema.createTable('history'), {
    workspace_id: 'text',
    contact_id: 'text',
    version: 'bigint',
    seq: 'integer',
    user_id: 'text',
    at: 'text',
    op: 'text',
  })
    .addPrimaryKeyConstraint('history_key', ['workspace_id', 'contact_id', 'version', 'seq'])
    .execute();
}

/** What guards the doors belongs to no workspace; on Citus these are reference tables. */
async function createDoorTables(db: Kysely<Tables>): Promise<void> {
  await withColumns(db.schema.createTable('set_up_link'), { token_hash: 'text', created_at: 'text' })
    .addPrimaryKeyConstraint('set_up_link_key', ['token_hash'])
    .execute();
  await withColumns(db.schema.createTable('limit_bucket'), {
    bucket: 'text',
    count: 'integer',
    ends_at: 'bigint',
  })
    .addPrimaryKeyConstraint('limit_bucket_key', ['bucket'])
    .execute();
}

async function addMerges(db: Kysely<Tables>): Promise<void> {
  await addColumn(db, 'contact', 'merged_into', 'text');
  await index(db, 'contact', ['merged_into']);
  await addColumn(db, 'contact', 'was', 'bigint');
  await addColumn(db, 'record', 'was', 'bigint');
  await addColumn(db, 'record', 'other_id', 'text');
  await index(db, 'record', ['other_id']);
  await addColumn(db, 'conflict', 'second_id', 'text');
  await index(db, 'conflict', ['second_id']);
}

async function addTraces(db: Kysely<Tables>): Promise<void> {
  await addColumn(db, 'history', 'client_id', 'text', '');
  await addColumn(db, 'history', 'device', 'text', '');
  await addColumn(db, 'workspace_sync', 'floor', 'bigint', 0);
  const counted = { version: 'bigint', seq: 'integer' } as const;
  await withColumns(db.schema.createTable('deletion'), {
    workspace_id: 'text',
    ...counted,
    contact_id: 'text',
    user_id: 'text',
    at: 'text',
    hint: 'text',
  })
    .addPrimaryKeyConstraint('deletion_key', ['workspace_id', 'version', 'seq'])
    .execute();
  await withColumns(db.schema.createTable('version_mark'), {
    workspace_id: 'text',
    day: 'text',
    version: 'bigint',
  })
    .addPrimaryKeyConstraint('version_mark_key', ['workspace_id', 'day'])
    .execute();
  await withColumns(db.schema.createTable('presence'), {
    workspace_id: 'text',
    channel: 'text',
    sender_key: 'text',
    user_id: 'text',
    until: 'bigint',
  })
    .addPrimaryKeyConstraint('presence_key', ['workspace_id', 'channel', 'sender_key', 'user_id'])
    .execute();
}

async function addMoves(db: Kysely<Tables>): Promise<void> {
  await addColumn(db, 'sender', 'lost', 'bigint', 0);
}

async function addLetters(db: Kysely<Tables>): Promise<void> {
  await withColumns(db.schema.createTable('letter'), {
    workspace_id: 'text',
    ticket_id: 'text',
    user_id: 'text',
    state: 'text',
    at: 'text',
  })
    .addPrimaryKeyConstraint('letter_key', ['workspace_id', 'ticket_id'])
    .execute();
}

/** @param otherwise what rows that are there already get; without it the column may be empty */
async function addColumn(
  db: Kysely<Tables>,
  table: keyof Tables,
  name: string,
  type: Column,
  otherwise?: string | number,
): Promise<void> {
  await db.schema
    .alterTable(table)
    .addColumn(name, type, (column) =>
      otherwise === undefined ? column : column.notNull().defaultTo(otherwise),
    )
    .execute();
}

async function index(db: Kysely<Tables>, table: keyof Tables, columns: string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_by_${columns[0] ?? ''}`)
    .on(table)
    .columns(['workspace_id', ...columns])
    .execute();
}
