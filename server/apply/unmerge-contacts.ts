import { textOf, type Field, type Fields } from '#lib/model/field.ts';
import { namesAfterUndo, takeBack, type NamesAfter } from '#lib/model/merge.ts';
import { mayMake } from '#lib/model/role.ts';
import { nameKey } from '#lib/model/text.ts';
import type { ChangeArgs } from '#lib/protocol/change.ts';
import {
  describe,
  holderOfName,
  liveContact,
  note,
  putContact,
  recordKey,
  type Batch,
  type ContactState,
  type RecordState,
  type Refusal,
} from '#server/apply/batch.ts';
import { addConflict, noticeId } from '#server/apply/conflict.ts';
import { emptied } from '#server/apply/delete-contact.ts';

type Args = ChangeArgs<'contact.unmerge'>;

/**
 * Takes a merge back, at once or years later, in any order (R7, B24): the merged contact lives again as it was, each of
 * the survivor's values that the merge had changed and nobody since goes back, and edits made since stay with it.
 */
export function unmergeContacts(batch: Batch, args: Args, changeId: number): Refusal | null {
  const record = batch.records.get(recordKey('merge', args.id));
  if (!record) return forgetRefusedMerge(batch, args.id) ? null : { code: 'not_found' };
  const from = liveContact(batch, textOf(record.fields, 'from'));
  const into = liveContact(batch, record.contactId ?? '');
  if (record.deleted || !from || !into) return { code: 'deleted' };
  if (!mayMake(batch.author, 'contact.unmerge', record)) return { code: 'role', other: into };
  if (record.fields['undone']) return null;
  const names = namesAfter(batch, args, record, from, into);
  if ('holder' in names) return { code: 'name_taken', other: names.holder };
  putBack(batch, record, into, names.into);
  putContact(batch, {
    ...from,
    name: names.from,
    nameKey: nameKey(names.from),
    mergedInto: null,
    was: null,
  });
  tellRenamed(batch, args, changeId, names.told);
  note(batch, [into.id, from.id], { name: 'contact.unmerge', args });
  return null;
}

/** Whoever takes back a merge that was refused wants nothing of it any more. */
function forgetRefusedMerge(batch: Batch, mergeId: string): boolean {
  const conflict = batch.conflicts.get(refusedMergeId(batch, mergeId));
  if (!conflict || conflict.resolved) return false;
  batch.conflicts.put(conflict.id, emptied(batch, conflict));
  return true;
}

/** The id of the conflict that an author's refused merge becomes. */
export function refusedMergeId({ author }: Pick<Batch, 'author'>, mergeId: string): string {
  return noticeId('refused_merge', mergeId, author.userId);
}

/** What both are called afterwards. A name that somebody took meanwhile is not taken back from them. */
function namesAfter(
  batch: Batch,
  { nameIfTaken }: Args,
  { fields: journal }: RecordState,
  from: ContactState,
  into: ContactState,
): NamesAfter<ContactState> {
  return namesAfterUndo({ journal, from, into }, nameIfTaken, (key) => holderOfName(batch, key, into.id));
}

type Told = { contact: ContactState; holder: ContactState; name: string };

function tellRenamed(batch: Batch, args: Args, changeId: number, told: readonly Told[]): void {
  for (const { contact, holder, name } of told) {
    const other = { ...describe(batch, holder), field: 'name', value: name };
    const about = { changeId, subjectId: contact.id };
    addConflict(batch, 'renamed', { name: 'contact.unmerge', args }, other, about);
  }
}

function putBack(batch: Batch, record: RecordState, into: ContactState, name: string): void {
  const { fields, journals } = takeBack(record, into, standingMerges(batch, record));
  const stamped = { updatedAt: batch.now, updatedBy: batch.author.userId };
  const key = into.mergedInto === null ? nameKey(name) : null;
  putContact(batch, { ...into, name, nameKey: key, fields, was: null, ...stamped });
  for (const [id, journal] of journals) {
    const heir = batch.records.get(recordKey('merge', id));
    if (heir) putFields(batch, heir, journal);
  }
  const undone: Field = { value: batch.now, origin: 'typed' };
  putFields(batch, record, { ...record.fields, undone });
}

/** The merges of the same survivor that are not undone. */
function standingMerges(batch: Batch, { contactId }: RecordState): RecordState[] {
  return [...batch.records.rows.values()].filter(
    (one) => one.kind === 'merge' && one.contactId === contactId && !one.deleted && !one.fields['undone'],
  );
}

function putFields(batch: Batch, record: RecordState, fields: Fields): void {
  const stamped = { updatedAt: batch.now, updatedBy: batch.author.userId, version: batch.version };
  batch.records.put(recordKey(record.kind, record.id), { ...record, fields, ...stamped });
}
