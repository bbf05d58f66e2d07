import { isDeepStrictEqual } from 'node:util';
import { clearJournal, clearMerged } from '#lib/model/clear-merged.ts';
import { CLEARED } from '#lib/model/retention.ts';
import type { ChangeArgs } from '#lib/protocol/change.ts';
import {
  groupOf,
  note,
  putContact,
  recordKey,
  type Batch,
  type ContactState,
  type RecordState,
} from '#server/apply/batch.ts';
import { otherContactOf, purgeConflicts, purgeHistory } from '#server/apply/delete-contact.ts';

type Wanted = ChangeArgs<'contact.patch'>['set'];

/**
 * What an edit that clears a contact brings with it (G30): all that are merged into it lose the same values, merges with
 * it keep no way back to them, and what its history and conflicts still say of any of them goes. Only that it was cleared
 * stays.
 */
export function clearContact(batch: Batch, survivor: ContactState, set: Wanted): void {
  const group = new Set(groupOf(batch, survivor.id));
  const clearing = { survivor, set };
  for (const id of group) {
    const merged = batch.contacts.get(id);
    if (!merged || id === survivor.id) continue;
    const cleared = clearMerged(merged, clearing);
    if (!isDeepStrictEqual(cleared, merged)) putContact(batch, { ...cleared, was: null, ...stamp(batch) });
  }
  clearMerges(batch, group, clearing);
  purgeHistory(batch, group);
  for (const id of group) batch.forgotten.add(id);
  purgeConflicts(batch, group);
  const done = { [CLEARED]: { value: true, origin: 'typed' as const } };
  note(batch, [survivor.id], { name: 'contact.patch', args: { id: survivor.id, set: done, base: {} } });
}

type Clearing = { survivor: ContactState; set: Wanted };

function clearMerges(batch: Batch, group: ReadonlySet<string>, clearing: Clearing): void {
  for (const record of batch.records.rows.values()) {
    const [into, from] = [record.contactId ?? '', otherContactOf(record) ?? ''];
    const [isInto, isFrom] = [group.has(into), group.has(from)];
    if (record.kind !== 'merge' || record.deleted || !(isInto || isFrom)) continue;
    if (isInto !== isFrom) batch.redacted.push({ contactId: isInto ? from : into, mergeId: record.id });
    putJournal(
      batch,
      record,
      clearJournal(record.fields, (id) => group.has(id), clearing),
    );
  }
}

function putJournal(batch: Batch, record: RecordState, fields: RecordState['fields']): void {
  if (isDeepStrictEqual(fields, record.fields)) return;
  const row = { ...record, fields, was: null, version: batch.version, ...stamp(batch) };
  batch.records.put(recordKey(record.kind, record.id), row);
}

const stamp = ({ now, author }: Batch) => ({ updatedAt: now, updatedBy: author.userId });
