import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Tables } from '#server/db/schema.ts';

type Columns = Record<string, 'text' | 'bigint' | 'integer'>;

/** Keys for other software, what they were answered, and webhooks with their deliveries (issue 3, ways in). */
export async function createWayInTables(db: Kysely<Tables>): Promise<void> {
  await make(db, 'api_key', ['id'], {
    id: 'text',
    name: 'text',
    scopes: 'text',
    secret_hash: 'text',
    created_at: 'text',
    created_by: 'text',
    'expires_at?': 'text',
    'last_used_at?': 'text',
    'revoked_at?': 'text',
  });
  await make(db, 'api_answer', ['key_id', 'idempotency_key'], {
    key_id: 'text',
    idempotency_key: 'text',
    request_hash: 'text',
    status: 'integer',
    body: 'text',
    at: 'text',
  });
  await make(db, 'webhook', ['id'], {
    id: 'text',
    url: 'text',
    events: 'text',
    description: 'text',
    salt: 'text',
    'old_salt?': 'text',
    'old_salt_until?': 'bigint',
    secret_hash: 'text',
    enabled: 'integer',
    'off_reason?': 'text',
    created_at: 'text',
    created_by: 'text',
    read_to: 'bigint',
    failures: 'integer',
    'failing_since?': 'bigint',
    rest_until: 'bigint',
    lease_until: 'bigint',
    lease_by: 'text',
  });
  await makeDeliveries(db);
  // Webhooks are told what stands in the histories, version by version.
  await index(db, 'history', 'history_by_version', ['version', 'seq']);
}

async function makeDeliveries(db: Kysely<Tables>): Promise<void> {
  await make(db, 'delivery', ['webhook_id', 'id'], {
    webhook_id: 'text',
    id: 'text',
    contact_id: 'text',
    version: 'bigint',
    seq: 'integer',
    type: 'text',
    at: 'text',
    data: 'text',
    state: 'text',
    attempts: 'integer',
    next_at: 'bigint',
    'last_at?': 'bigint',
    'last_status?': 'integer',
    'last_error?': 'text',
  });
  await index(db, 'delivery', 'delivery_by_state', ['webhook_id', 'state', 'next_at']);
  await index(db, 'delivery', 'delivery_by_contact', ['webhook_id', 'contact_id', 'version', 'seq']);
}

/** A table of a workspace; a column is required, but for those that end in `?`. */
async function make(
  db: Kysely<Tables>,
  name: 'api_key' | 'api_answer' | 'webhook' | 'delivery',
  key: string[],
  columns: Columns,
): Promise<void> {
  let table: CreateTableBuilder<string, string> = db.schema
    .createTable(name)
    .addColumn('workspace_id', 'text', (column) => column.notNull());
  for (const [column, type] of Object.entries(columns))
    table = column.endsWith('?')
      ? table.addColumn(column.slice(0, -1), type)
      : table.addColumn(column, type, (built) => built.notNull());
  await table.addPrimaryKeyConstraint(`${name}_key`, ['workspace_id', ...key]).execute();
}

async function index(
  db: Kysely<Tables>,
  table: 'delivery' | 'history',
  name: string,
  columns: string[],
): Promise<void> {
  await db.schema
    .createIndex(name)
    .on(table)
    .columns(['workspace_id', ...columns])
    .execute();
}
