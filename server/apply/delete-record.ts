import type { ChangeArgs } from '#lib/protocol/change.ts';
import { recordKey, type Batch, type Refusal } from '#server/apply/batch.ts';

/** Deletes a record: an empty tombstone stays. One that is not there is no change. */
export function deleteRecord(batch: Batch, args: ChangeArgs<'record.delete'>): Refusal | null {
  const key = recordKey(args.kind, args.id);
  const record = batch.records.get(key);
  if (!record || record.deleted) return null;
  const nobody = { createdAt: '', createdBy: '', updatedAt: batch.now, updatedBy: '' };
  const empty = { contactId: null, fields: {}, deleted: true, version: batch.version };
  batch.records.put(key, { ...record, ...empty, ...nobody });
  if (record.contactId !== null)
    batch.history.push({ contactId: record.contactId, op: { name: 'record.delete', args } });
  return null;
}
