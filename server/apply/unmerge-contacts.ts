import { readName } from '#lib/model/contact.ts';
import { sameValue, textOf, type Field, type Fields } from '#lib/model/field.ts';
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

type Told = { contact: ContactState; holder: ContactState; name: string };
type Names = { into: string; from: string; told: Told[] } | { holder: ContactState };

/** What both are called afterwards. A name that somebody took meanwhile is not taken back from them. */
function namesAfter(
  batch: Batch,
  args: Args,
  record: RecordState,
  from: ContactState,
  into: ContactState,
): Names {
  const told: Told[] = [];
  const before = textOf(record.fields, 'nameBefore');
  let name = into.name;
  if (before !== '' && name === textOf(record.fields, 'nameAfter')) {
    const holder = into.mergedInto === null ? holderOfName(batch, nameKey(before), into.id) : undefined;
    if (holder) told.push({ contact: into, holder, name });
    else name = before;
  }
  const survivor = { ...into, nameKey: into.mergedInto === null ? nameKey(name) : null };
  const holder = holderBeside(batch, from.name, survivor);
  if (!holder) return { into: name, from: from.name, told };
  const second = args.nameIfTaken === undefined ? null : readName(args.nameIfTaken);
  if (!second || 'problem' in second || holderBeside(batch, second.name, survivor)) return { holder };
  told.push({ contact: from, holder, name: second.name });
  return { into: name, from: second.name, told };
}

/** Whoever has a name, with the survivor as it is about to be. */
function holderBeside(batch: Batch, name: string, survivor: ContactState): ContactState | undefined {
  const key = nameKey(name);
  return survivor.nameKey === key ? survivor : holderOfName(batch, key, survivor.id);
}

function tellRenamed(batch: Batch, args: Args, changeId: number, told: readonly Told[]): void {
  for (const { contact, holder, name } of told) {
    const other = { ...describe(batch, holder), field: 'name', value: name };
    const about = { changeId, subjectId: contact.id };
    addConflict(batch, 'renamed', { name: 'contact.unmerge', args }, other, about);
  }
}

function putBack(batch: Batch, record: RecordState, into: ContactState, name: string): void {
  const fields = { ...into.fields };
  for (const key of keysOf(record.fields)) {
    const [before, after] = [record.fields[`before/${key}`], record.fields[`after/${key}`]];
    if (!sameValue(fields[key] ?? null, after ?? null)) handDown(batch, record, `/${key}`, before, after);
    else if (before) fields[key] = before;
    else delete fields[key];
  }
  const { nameBefore, nameAfter } = record.fields;
  if (into.name !== nameAfter?.value) handDown(batch, record, 'name', nameBefore, nameAfter);
  const stamped = { updatedAt: batch.now, updatedBy: batch.author.userId };
  const key = into.mergedInto === null ? nameKey(name) : null;
  putContact(batch, { ...into, name, nameKey: key, fields, was: null, ...stamped });
  const undone: Field = { value: batch.now, origin: 'typed' };
  putFields(batch, record, { ...record.fields, undone });
}

function putFields(batch: Batch, record: RecordState, fields: Fields): void {
  const stamped = { updatedAt: batch.now, updatedBy: batch.author.userId, version: batch.version };
  batch.records.put(recordKey(record.kind, record.id), { ...record, fields, ...stamped });
}

/** The fields that a merge changed. */
function keysOf(journal: Fields): Set<string> {
  const keys = Object.keys(journal).flatMap((key) => /^(?:before|after)\/(.+)$/su.exec(key)?.[1] ?? []);
  return new Set(keys);
}

/**
 * Where a later merge has laid another value on this one's, undoing that one must not bring back what this one had
 * brought: it goes back to what was there before both.
 */
function handDown(
  batch: Batch,
  record: RecordState,
  key: string,
  before: Field | undefined,
  after: Field | undefined,
): void {
  const [beforeKey, afterKey] =
    key === 'name' ? ['nameBefore', 'nameAfter'] : [`before${key}`, `after${key}`];
  const [next] = [...batch.records.rows.values()]
    .filter((one) => one.kind === 'merge' && one.contactId === record.contactId && one.id !== record.id)
    .filter(
      ({ deleted, fields, createdAt }) => !deleted && !fields['undone'] && createdAt >= record.createdAt,
    )
    .filter(({ fields }) => fields[beforeKey] ?? fields[afterKey])
    .filter(({ fields }) => sameValue(fields[beforeKey] ?? null, after ?? null))
    .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  if (!next) return;
  const { [beforeKey]: _gone, ...rest } = next.fields;
  putFields(batch, next, before ? { ...rest, [beforeKey]: before } : rest);
}
