import { mayMake } from '#lib/model/role.ts';
import { textOf } from '#lib/model/field.ts';
import type { ChangeArgs } from '#lib/protocol/change.ts';
import {
  groupOf,
  putContact,
  survivorOf,
  type Batch,
  type ConflictState,
  type RecordState,
  type Refusal,
} from '#server/apply/batch.ts';
import { deletionHint } from '#server/apply/deletion-hint.ts';

/**
 * Deletes a contact, really, with all that are merged into it: what stays of each is a tombstone without personal data
 * (B59, D12), and a hint in the log (X12). Senders and history leave the tables, records become empty tombstones, and
 * conflicts that quote it are emptied.
 */
export function deleteContact(batch: Batch, { id }: ChangeArgs<'contact.delete'>): Refusal | null {
  if (!mayMake(batch.author, 'contact.delete')) return { code: 'role', other: batch.contacts.get(id) };
  const contact = batch.contacts.get(id);
  if (!contact) return forgetRefusedCreate(batch, id) ? null : { code: 'not_found' };
  if (contact.deleted) return null;
  const survivor = survivorOf(batch, id);
  if (survivor && survivor.id !== id) return { code: 'merged', other: survivor };
  const group = new Set(groupOf(batch, id));
  const senders = [...batch.senders.rows.values()].filter(({ contactId }) => group.has(contactId));
  batch.deletions.push({ contactId: id, hint: deletionHint(contact.name, senders) });
  for (const one of group) bury(batch, one);
  purgeSenders(batch, group);
  purgeRecords(batch, group);
  purgeConflicts(batch, group);
  purgeHistory(batch, group);
  return null;
}

const nobody = (at: string) => ({ createdAt: '', createdBy: '', updatedAt: at, updatedBy: '' });

function bury(batch: Batch, id: string): void {
  const contact = batch.contacts.get(id);
  if (!contact) return;
  const empty = { name: '', nameKey: null, fields: {}, mergedInto: null, was: null, deleted: true };
  putContact(batch, { ...contact, ...empty, ...nobody(batch.now) });
  batch.purged.add(id);
}

/** Whoever deletes a contact whose create was refused wants nothing of it any more. */
function forgetRefusedCreate(batch: Batch, contactId: string): boolean {
  const id = batch.refusedCreates.get(contactId);
  const conflict = id === undefined ? undefined : batch.conflicts.get(id);
  if (!conflict) return false;
  batch.conflicts.put(conflict.id, emptied(batch, conflict));
  return true;
}

function purgeSenders(batch: Batch, group: ReadonlySet<string>): void {
  for (const [id, sender] of batch.senders.rows) {
    if (!group.has(sender.contactId)) continue;
    // Whoever has it under the contact that had it before was to learn that from a tombstone, and begins anew instead.
    batch.floor = Math.max(batch.floor, sender.lost);
    batch.senders.rows.delete(id);
    batch.senders.touched.delete(id);
  }
  for (const id of group) batch.senderCounts.delete(id);
}

/** Its own records, and those of others that are about it: merges undone since, "not the same person". */
function purgeRecords(batch: Batch, group: ReadonlySet<string>): void {
  for (const [id, record] of batch.records.rows) {
    const other = otherContactOf(record);
    const [own, about] = [group.has(record.contactId ?? ''), other !== null && group.has(other)];
    if (record.deleted || !(own || about)) continue;
    if (record.kind === 'merge' && own !== about)
      batch.redacted.push({ contactId: (own ? other : record.contactId) ?? '', mergeId: record.id });
    const empty = { contactId: null, fields: {}, was: null, deleted: true, version: batch.version };
    batch.records.put(id, { ...record, ...empty, ...nobody(batch.now) });
  }
}

/** The contact that a record names beside its own. */
export function otherContactOf({ kind, fields }: Pick<RecordState, 'kind' | 'fields'>): string | null {
  const named =
    kind === 'merge' ? textOf(fields, 'from') : kind === 'different' ? textOf(fields, 'other') : '';
  return named === '' ? null : named;
}

export function purgeConflicts(batch: Batch, group: ReadonlySet<string>): void {
  for (const [id, conflict] of batch.conflicts.rows) {
    if (conflict.deleted) continue;
    if (group.has(conflict.subjectId ?? '') || group.has(conflict.secondId ?? ''))
      batch.conflicts.put(id, emptied(batch, conflict));
    else if (group.has(conflict.other.contactId ?? ''))
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
    secondId: null,
    resolved: true,
    deleted: true,
    version: batch.version,
  };
}

/** Of this very push; what earlier ones have left in the tables goes when it is saved. */
export function purgeHistory(batch: Batch, group: ReadonlySet<string>): void {
  const redacted = new Set(batch.redacted.map(({ mergeId }) => mergeId));
  batch.history = batch.history
    .map(({ contactIds, op }) => ({
      contactIds: contactIds.filter((id) => !group.has(id)),
      op: redactMerge(op, redacted),
    }))
    .filter(({ contactIds }) => contactIds.length > 0);
}

type Op = { name: string; args: unknown };

/** A step of a history without what it says of a purged contact: of these merges only the ids are left. */
export function redactMerge(op: Op, merges: ReadonlySet<string>): Op {
  if (op.name !== 'contact.merge' && op.name !== 'contact.unmerge') return op;
  const { id, from, into } = op.args as { id: string; from?: string; into?: string };
  if (!merges.has(id)) return op;
  return { name: op.name, args: from === undefined ? { id } : { id, from, into } };
}
