import type { Transaction } from 'kysely';
import type { Batch } from '#server/apply/batch.ts';
import type { Tables } from '#server/db/schema.ts';
import { inParts } from '#server/sync/parts.ts';
import { conflictColumns, contactColumns, recordColumns, senderColumns } from '#server/sync/rows.ts';

type Scope = { trx: Transaction<Tables>; workspace: string; parameters: number };

/** Writes what a batch has changed, many rows a statement. */
export async function save(scope: Scope, batch: Batch): Promise<void> {
  await purge(scope, batch);
  await saveContacts(scope, batch);
  const { workspace } = scope;
  await upsert(
    scope,
    'sender',
    ['workspace_id', 'channel', 'sender_key'],
    batch.senders.changed().map((row) => senderColumns(workspace, row)),
  );
  await upsert(
    scope,
    'record',
    ['workspace_id', 'kind', 'id'],
    batch.records.changed().map((row) => recordColumns(workspace, row)),
  );
  await upsert(
    scope,
    'conflict',
    ['workspace_id', 'id'],
    batch.conflicts.changed().map((row) => conflictColumns(workspace, row)),
  );
  await saveHistory(scope, batch);
}

/** What a deleted contact leaves behind is nothing (B59): its tombstone alone stays. */
async function purge({ trx, workspace }: Scope, batch: Batch): Promise<void> {
  for (const part of inParts([...batch.purged])) {
    await trx
      .deleteFrom('sender')
      .where('workspace_id', '=', workspace)
      .where('contact_id', 'in', part)
      .execute();
    await trx
      .deleteFrom('history')
      .where('workspace_id', '=', workspace)
      .where('contact_id', 'in', part)
      .execute();
  }
}

/**
 * Names are let go of before they are taken: a swap of two names would else meet the unique index half done. It is
 * not deferrable, since not every engine has that.
 */
async function saveContacts(scope: Scope, batch: Batch): Promise<void> {
  const changed = batch.contacts.changed();
  const rows = changed.map((row) => contactColumns(scope.workspace, row));
  for (const part of inParts(changed.map(({ id }) => id))) {
    await scope.trx
      .updateTable('contact')
      .set({ name_key: null })
      .where('workspace_id', '=', scope.workspace)
      .where('id', 'in', part)
      .execute();
  }
  await upsert(scope, 'contact', ['workspace_id', 'id'], rows);
}

async function saveHistory({ trx, workspace, parameters }: Scope, batch: Batch): Promise<void> {
  const { version, now, author } = batch;
  const rows = batch.history.map(({ contactId, op }, seq) => ({
    workspace_id: workspace,
    contact_id: contactId,
    version,
    seq,
    user_id: author.userId,
    client_id: author.clientId,
    device: author.device,
    at: now,
    op: JSON.stringify(op),
  }));
  for (const part of inParts(rows, Math.floor(parameters / 9)))
    await trx.insertInto('history').values(part).execute();
}

type Saved = 'contact' | 'sender' | 'record' | 'conflict';

async function upsert(
  { trx, parameters }: Scope,
  table: Saved,
  key: readonly string[],
  rows: readonly Tables[Saved][],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const rest = columns.filter((column) => !key.includes(column));
  for (const part of inParts(rows, Math.floor(parameters / columns.length))) {
    await trx
      .insertInto(table)
      .values(part)
      .onConflict((conflict) =>
        conflict
          .columns(key as never)
          .doUpdateSet((eb) =>
            Object.fromEntries(rest.map((column) => [column, eb.ref(`excluded.${column}` as never)])),
          ),
      )
      .execute();
  }
}
