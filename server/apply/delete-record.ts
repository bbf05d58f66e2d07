import type { ChangeArgs } from '#lib/protocol/change.ts';
import { mayMake } from '#lib/model/role.ts';
import { note, recordKey, survivorOf, type Batch, type Refusal } from '#server/apply/batch.ts';

/** Deletes a record: an empty tombstone stays. One that is not there is no change. */
export function deleteRecord(batch: Batch, args: ChangeArgs<'record.delete'>): Refusal | null {
  const key = recordKey(args.kind, args.id);
  const record = batch.records.get(key);
  if (!record || record.deleted) return null;
  const survivor = record.contactId === null ? undefined : survivorOf(batch, record.contactId);
  if (!mayMake(batch.author, 'record.delete', record)) return { code: 'role', other: survivor };
  const nobody = { createdAt: '', createdBy: '', updatedAt: batch.now, updatedBy: '' };
  const empty = { contactId: null, fields: {}, was: null, deleted: true, version: batch.version };
  batch.records.put(key, { ...record, ...empty, ...nobody });
  if (survivor) note(batch, [survivor.id], { name: 'record.delete', args });
  return null;
}
