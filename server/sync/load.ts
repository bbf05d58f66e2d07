import { sql, type Transaction } from 'kysely';
import { loadContact, recordKey, senderId, type Batch } from '#server/apply/batch.ts';
import type { Tables } from '#server/db/schema.ts';
import { inParts } from '#server/sync/parts.ts';
import { readConflict, readContact, readRecord, readSenderRow } from '#server/sync/rows.ts';

/** Where rows are read from, and what they are laid on. */
export type Scope = { trx: Transaction<Tables>; workspace: string; batch: Batch };

export async function loadContacts(
  { trx, workspace, batch }: Scope,
  by: 'id' | 'name_key' | 'merged_into',
  keys: Iterable<string>,
): Promise<void> {
  for (const part of inParts([...keys])) {
    const query = trx.selectFrom('contact').selectAll().where('workspace_id', '=', workspace);
    for (const row of await query.where(by, 'in', part).execute()) loadContact(batch, readContact(row));
  }
}

/** By key on any channel: a few rows more than asked for, in exchange for SQL that every engine takes. */
export async function loadSenders(
  { trx, workspace, batch }: Scope,
  by: 'sender_key' | 'contact_id',
  keys: Iterable<string>,
): Promise<void> {
  for (const part of inParts([...keys])) {
    const query = trx.selectFrom('sender').selectAll().where('workspace_id', '=', workspace);
    for (const row of await query.where(by, 'in', part).execute()) {
      const sender = readSenderRow(row);
      batch.senders.load(senderId(sender.channel, sender.key), sender);
    }
  }
}

export async function countSenders(
  { trx, workspace, batch }: Scope,
  contacts: Iterable<string>,
): Promise<void> {
  for (const part of inParts([...contacts])) {
    const rows = await trx
      .selectFrom('sender')
      .select(['contact_id', sql<number>`count(*)`.as('count')])
      .where('workspace_id', '=', workspace)
      .where('contact_id', 'in', part)
      .where('deleted', '=', 0)
      .groupBy('contact_id')
      .execute();
    for (const { contact_id, count } of rows) batch.senderCounts.set(contact_id, count);
  }
}

/** @param kind only records of this kind */
export async function loadRecords(
  { trx, workspace, batch }: Scope,
  by: 'id' | 'contact_id' | 'other_id',
  keys: Iterable<string>,
  kind?: string,
): Promise<void> {
  for (const part of inParts([...keys])) {
    let query = trx.selectFrom('record').selectAll().where('workspace_id', '=', workspace);
    if (kind !== undefined) query = query.where('kind', '=', kind);
    for (const row of await query.where(by, 'in', part).execute()) {
      const record = readRecord(row);
      batch.records.load(recordKey(record.kind, record.id), record);
    }
  }
}

export async function loadConflicts(
  { trx, workspace, batch }: Scope,
  by: 'id' | 'subject_id' | 'second_id' | 'other_id',
  keys: Iterable<string>,
): Promise<void> {
  for (const part of inParts([...keys])) {
    const query = trx.selectFrom('conflict').selectAll().where('workspace_id', '=', workspace);
    for (const row of await query.where(by, 'in', part).execute())
      batch.conflicts.load(row.id, readConflict(row));
  }
}

/** This author's open conflicts about contacts that are not there: their creates, where edits may follow. */
export async function loadRefusedCreates(scope: Scope, contacts: Iterable<string>): Promise<void> {
  const { trx, workspace, batch } = scope;
  const missing = [...contacts].filter((id) => !batch.contacts.get(id));
  for (const part of inParts(missing)) {
    const rows = await trx
      .selectFrom('conflict')
      .selectAll()
      .where('workspace_id', '=', workspace)
      .where('subject_id', 'in', part)
      .where('user_id', '=', batch.author.userId)
      .where('resolved', '=', 0)
      .execute();
    for (const row of rows) {
      const conflict = readConflict(row);
      batch.conflicts.load(conflict.id, conflict);
      if (conflict.change.name === 'contact.create' && conflict.subjectId !== null)
        batch.refusedCreates.set(conflict.subjectId, conflict.id);
    }
  }
}

export async function loadPeople({ trx, workspace, batch }: Scope): Promise<void> {
  const rows = await trx
    .selectFrom('member_row')
    .select(['user_id', 'name'])
    .where('workspace_id', '=', workspace)
    .execute();
  for (const { user_id, name } of rows) batch.people.set(user_id, name);
}
