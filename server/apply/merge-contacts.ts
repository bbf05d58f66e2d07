import type { Field, Fields } from '#lib/model/field.ts';
import { mergeJournal } from '#lib/model/merge.ts';
import type { ChangeArgs } from '#lib/protocol/change.ts';
import {
  liveContact,
  note,
  putContact,
  recordKey,
  survivorOf,
  type Batch,
  type ContactState,
  type Refusal,
} from '#server/apply/batch.ts';
import { refuseMissing } from '#server/apply/missing.ts';
import { editContact } from '#server/apply/patch-contact.ts';

type Args = ChangeArgs<'contact.merge'>;

/**
 * Makes one contact a link to another (R7): its row, senders, notes and records stay as they are, its name is free. What
 * was chosen for the survivor is laid on it as an edit is, and the record keeps how to undo all of it.
 */
export function mergeContacts(batch: Batch, args: Args, changeId: number): Refusal | null {
  const { journal } = args;
  if (journal && batch.restoredAt !== null) return retell(batch, { ...args, journal });
  const change = { name: 'contact.merge', args };
  const [from, into] = [liveContact(batch, args.from), survivorOf(batch, args.into)];
  if (!from) return refuseMissing(batch, args.from, change);
  if (!into) return refuseMissing(batch, args.into, change);
  const known = batch.records.get(recordKey('merge', args.id));
  if (known) return refuseKnown(args, known.deleted, known.fields);
  const survivor = survivorOf(batch, from.id);
  const together = survivor?.id === into.id;
  if (!together && survivor && from.mergedInto !== null) return { code: 'merged', other: survivor };
  const refusal = editContact(batch, into, args, changeId, together ? null : from.nameKey);
  if (refusal) return refusal;
  const after = batch.contacts.get(into.id) ?? into;
  if (!together) link(batch, args.id, from, into, after);
  if (!together || after !== into) note(batch, together ? [into.id] : [into.id, from.id], change);
  return null;
}

/** A merge that a restored server has forgotten: the link, where it is not undone, and the record as it was. */
function retell(batch: Batch, { id, from, into, journal }: Args & { journal: Fields }): null {
  const [mine, theirs] = [liveContact(batch, from), liveContact(batch, into)];
  const known = batch.records.get(recordKey('merge', id));
  const told = known !== undefined && (known.deleted || known.version > (batch.restoredAt ?? 0));
  if (!mine || !theirs || told) return null;
  const apart = mine.mergedInto === null && survivorOf(batch, into)?.id !== from;
  if (!journal['undone'] && apart) putContact(batch, { ...mine, nameKey: null, mergedInto: into });
  putMerge(batch, id, into, { ...journal, from: text(from), into: text(into) });
  return null;
}

/** The same merge again is no change; one that has been purged stays so. */
function refuseKnown(args: Args, deleted: boolean, fields: Fields): Refusal | null {
  if (deleted) return { code: 'deleted' };
  return fields['from']?.value === args.from ? null : { code: 'id_exists' };
}

function link(batch: Batch, id: string, from: ContactState, into: ContactState, after: ContactState): void {
  putContact(batch, { ...from, nameKey: null, mergedInto: into.id, was: null });
  putMerge(batch, id, into.id, mergeJournal(from, into, after));
}

/** Puts a merge's record, made by this author. */
function putMerge(batch: Batch, id: string, contactId: string, fields: Fields): void {
  const [by, at] = [batch.author.userId, batch.now];
  const people = { createdAt: at, createdBy: by, updatedAt: at, updatedBy: by };
  const rest = { contactId, fields, was: null, version: batch.version, deleted: false };
  batch.records.put(recordKey('merge', id), { kind: 'merge', id, ...rest, ...people });
}

const text = (value: string): Field => ({ value, origin: 'typed' });
