import { may } from '#lib/model/role.ts';
import type { ChangeArgs } from '#lib/protocol/change.ts';
import { putContact, type Batch, type ConflictState, type Refusal } from '#server/apply/batch.ts';

/**
 * Deletes a contact, really: what stays is a tombstone without personal data (B59, D12). Its senders and its history
 * leave the tables, its records become empty tombstones, and conflicts that quote it are emptied.
 */
export function deleteContact(batch: Batch, { id }: ChangeArgs<'contact.delete'>): Refusal | null {
  if (!may(batch.author.role, 'delete-contact')) return { code: 'role', other: batch.contacts.get(id) };
  const contact = batch.contacts.get(id);
  if (!contact) return forgetRefusedCreate(batch, id) ? null : { code: 'not_found' };
  if (contact.deleted) return null;
  const nobody = { createdAt: '', createdBy: '', updatedAt: batch.now, updatedBy: '' };
  putContact(batch, { ...contact, name: '', nameKey: null, fields: {}, deleted: true, ...nobody });
  purgeSenders(batch, id);
  purgeRecords(batch, id);
  purgeConflicts(batch, id);
  batch.purged.add(id);
  batch.history = batch.history.filter(({ contactId }) => contactId !== id);
  return null;
}

/** Whoever deletes a contact whose create was refused wants nothing of it any more. */
function forgetRefusedCreate(batch: Batch, contactId: string): boolean {
  const id = batch.refusedCreates.get(contactId);
  const conflict = id === undefined ? undefined : batch.conflicts.get(id);
  if (!conflict) return false;
  batch.conflicts.put(conflict.id, emptied(batch, conflict));
  return true;
}

function purgeSenders(batch: Batch, contactId: string): void {
  for (const [id, sender] of batch.senders.rows) {
    if (sender.contactId !== contactId) continue;
    batch.senders.rows.delete(id);
    batch.senders.touched.delete(id);
  }
  batch.senderCounts.delete(contactId);
}

function purgeRecords(batch: Batch, contactId: string): void {
  const nobody = { createdAt: '', createdBy: '', updatedAt: batch.now, updatedBy: '' };
  for (const [id, record] of batch.records.rows) {
    if (record.contactId !== contactId) continue;
    const empty = { contactId: null, fields: {}, deleted: true, version: batch.version };
    batch.records.put(id, { ...record, ...empty, ...nobody });
  }
}

function purgeConflicts(batch: Batch, contactId: string): void {
  for (const [id, conflict] of batch.conflicts.rows) {
    if (conflict.deleted) continue;
    if (conflict.subjectId === contactId) batch.conflicts.put(id, emptied(batch, conflict));
    else if (conflict.other.contactId === contactId)
      batch.conflicts.put(id, {
        ...conflict,
        other: { ...conflict.other, contactName: null },
        version: batch.version,
      });
  }
}

/** A conflict with nothing kept in it any more. */
export function emptied(batch: Batch, conflict: ConflictState): ConflictState {
  return {
    ...conflict,
    change: { name: conflict.change.name, args: {} },
    other: { contactId: null, contactName: null, userName: null, at: null },
    subjectId: null,
    resolved: true,
    deleted: true,
    version: batch.version,
  };
}
