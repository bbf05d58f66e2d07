import { sql, type Transaction } from 'kysely';
import { recordKey, senderId, Shelf, type Author, type Batch } from '#server/apply/batch.ts';
import { noticeId } from '#server/apply/conflict.ts';
import type { Tables } from '#server/db/schema.ts';
import { inParts } from '#server/sync/parts.ts';
import { readConflict, readContact, readRecord, readSenderRow } from '#server/sync/rows.ts';
import type { Touches } from '#server/sync/touches.ts';

type Scope = { trx: Transaction<Tables>; workspace: string; batch: Batch };
export type Frame = { workspace: string; author: Author; version: number; now: string; newId: () => string };

/** Reads all that a push can meet, in a number of queries that does not grow with it (sync.md, section 2). */
export async function prefetch(trx: Transaction<Tables>, frame: Frame, touches: Touches): Promise<Batch> {
  const scope = { trx, workspace: frame.workspace, batch: emptyBatch(frame) };
  await loadContacts(scope, 'id', touches.contacts);
  await loadContacts(scope, 'name_key', touches.nameKeys);
  await loadSenders(scope, 'sender_key', touches.senderKeys);
  await loadSenders(scope, 'contact_id', touches.doomed);
  await countSenders(scope, touches.counted);
  await loadRecords(scope, 'id', touches.records);
  await loadRecords(scope, 'contact_id', touches.doomed);
  await loadContacts(scope, 'id', owners(scope.batch));
  await loadConflicts(scope, 'id', [...touches.conflicts, ...noticeIds(scope.batch)]);
  await loadConflicts(scope, 'subject_id', [...touches.doomed]);
  await loadConflicts(scope, 'other_id', [...touches.doomed]);
  await loadRefusedCreates(scope, touches.contacts);
  await loadPeople(scope);
  return scope.batch;
}

function emptyBatch({ author, version, now, newId }: Frame): Batch {
  return {
    author,
    version,
    now,
    newId,
    contacts: new Shelf(),
    names: new Map(),
    senders: new Shelf(),
    senderCounts: new Map(),
    records: new Shelf(),
    conflicts: new Shelf(),
    refusedCreates: new Map(),
    people: new Map(),
    purged: new Set(),
    history: [],
  };
}

async function loadContacts(scope: Scope, by: 'id' | 'name_key', keys: Iterable<string>): Promise<void> {
  const { trx, workspace, batch } = scope;
  for (const part of inParts([...keys])) {
    const query = trx.selectFrom('contact').selectAll().where('workspace_id', '=', workspace);
    for (const row of await query.where(by, 'in', part).execute()) {
      const contact = readContact(row);
      batch.contacts.load(contact.id, contact);
      if (contact.nameKey !== null) batch.names.set(contact.nameKey, contact.id);
    }
  }
}

/** By key on any channel: a few rows more than asked for, in exchange for SQL that every engine takes. */
async function loadSenders(
  scope: Scope,
  by: 'sender_key' | 'contact_id',
  keys: Iterable<string>,
): Promise<void> {
  const { trx, workspace, batch } = scope;
  for (const part of inParts([...keys])) {
    const query = trx.selectFrom('sender').selectAll().where('workspace_id', '=', workspace);
    for (const row of await query.where(by, 'in', part).execute()) {
      const sender = readSenderRow(row);
      batch.senders.load(senderId(sender.channel, sender.key), sender);
    }
  }
}

async function countSenders(scope: Scope, contacts: Iterable<string>): Promise<void> {
  const { trx, workspace, batch } = scope;
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

async function loadRecords(scope: Scope, by: 'id' | 'contact_id', keys: Iterable<string>): Promise<void> {
  const { trx, workspace, batch } = scope;
  for (const part of inParts([...keys])) {
    const query = trx.selectFrom('record').selectAll().where('workspace_id', '=', workspace);
    for (const row of await query.where(by, 'in', part).execute()) {
      const record = readRecord(row);
      batch.records.load(recordKey(record.kind, record.id), record);
    }
  }
}

/** Contacts that hold loaded senders and records, and are not loaded themselves. */
function owners(batch: Batch): Set<string> {
  const held = [...batch.senders.rows.values(), ...batch.records.rows.values()];
  const ids = held.flatMap(({ contactId }) => contactId ?? []);
  return new Set(ids.filter((id) => !batch.contacts.get(id)));
}

/** Notices that may have been given before: one for each contact that this author may be found to add again. */
function noticeIds(batch: Batch): string[] {
  const holders = new Set([...batch.senders.rows.values()].map(({ contactId }) => contactId));
  return [...holders].map((holder) => noticeId('also_added', holder, batch.author.userId));
}

async function loadConflicts(
  scope: Scope,
  by: 'id' | 'subject_id' | 'other_id',
  keys: string[],
): Promise<void> {
  const { trx, workspace, batch } = scope;
  for (const part of inParts(keys)) {
    const query = trx.selectFrom('conflict').selectAll().where('workspace_id', '=', workspace);
    for (const row of await query.where(by, 'in', part).execute())
      batch.conflicts.load(row.id, readConflict(row));
  }
}

/** This author's open conflicts about contacts that are not there: their creates, where edits may follow. */
async function loadRefusedCreates(scope: Scope, contacts: Iterable<string>): Promise<void> {
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

async function loadPeople({ trx, workspace, batch }: Scope): Promise<void> {
  const rows = await trx
    .selectFrom('member_row')
    .select(['user_id', 'name'])
    .where('workspace_id', '=', workspace)
    .execute();
  for (const { user_id, name } of rows) batch.people.set(user_id, name);
}
