import type { Transaction } from 'kysely';
import type { Batch, KeptChange } from '#server/apply/batch.ts';
import { redactMerge } from '#server/apply/delete-contact.ts';
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

/** What a deleted contact leaves behind is its tombstone (B59), and a hint in the log (X12). */
async function purge(scope: Scope, batch: Batch): Promise<void> {
  const { trx, workspace, parameters } = scope;
  for (const part of inParts([...batch.purged])) {
    const gone = (table: 'sender' | 'history') =>
      trx.deleteFrom(table).where('workspace_id', '=', workspace).where('contact_id', 'in', part).execute();
    await gone('sender');
    await gone('history');
  }
  for (const part of inParts([...batch.forgotten]))
    await trx
      .deleteFrom('history')
      .where('workspace_id', '=', workspace)
      .where('contact_id', 'in', part)
      .execute();
  await raiseFloor(scope, batch.floor);
  await redactHistory(scope, batch.redacted);
  const { version, now, author } = batch;
  const rows = batch.deletions.map(({ contactId, hint }, seq) => {
    const who = { user_id: author.userId, at: now, hint: JSON.stringify(hint) };
    return { workspace_id: workspace, version, seq, contact_id: contactId, ...who };
  });
  for (const part of inParts(rows, Math.floor(parameters / 7)))
    await trx.insertInto('deletion').values(part).execute();
}

/** As the sweep of old tombstones does (sweep.ts): a replica that is older begins anew. */
async function raiseFloor({ trx, workspace }: Scope, floor: number): Promise<void> {
  if (floor === 0) return;
  await trx
    .updateTable('workspace_sync')
    .set({ floor })
    .where('workspace_id', '=', workspace)
    .where('floor', '<', floor)
    .execute();
}

/** A merge stands in two histories: where one of both contacts is purged, the other's keeps ids only. */
async function redactHistory(scope: Scope, redacted: Batch['redacted']): Promise<void> {
  const merges = new Set(redacted.map(({ mergeId }) => mergeId));
  for (const part of inParts([...new Set(redacted.map(({ contactId }) => contactId))])) {
    const rows = await scope.trx
      .selectFrom('history')
      .selectAll()
      .where('workspace_id', '=', scope.workspace)
      .where('contact_id', 'in', part)
      .execute();
    const redone = rows.map((row) => ({
      ...row,
      op: JSON.stringify(redactMerge(JSON.parse(row.op) as KeptChange, merges)),
    }));
    const changed = redone.filter(({ op }, at) => op !== rows[at]?.op);
    await upsert(scope, 'history', ['workspace_id', 'contact_id', 'version', 'seq'], changed);
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
  // A step that stands in two histories has the same place in both.
  const steps = batch.history.flatMap(({ contactIds, op }, seq) =>
    contactIds.map((contactId) => ({ contactId, op, seq })),
  );
  const rows = steps.map(({ contactId, op, seq }) => ({
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

type Saved = 'contact' | 'sender' | 'record' | 'conflict' | 'history';

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
