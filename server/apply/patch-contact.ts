import { readName } from '#lib/model/contact.ts';
import { mergeFields } from '#lib/model/field.ts';
import { CLEARED } from '#lib/model/retention.ts';
import { mayMake } from '#lib/model/role.ts';
import { nameKey } from '#lib/model/text.ts';
import type { ChangeArgs } from '#lib/protocol/change.ts';
import { isDeepStrictEqual } from 'node:util';
import {
  describe,
  holderOfName,
  note,
  putContact,
  survivorOf,
  tooMuch,
  type Batch,
  type ContactState,
  type Refusal,
} from '#server/apply/batch.ts';
import { clearContact } from '#server/apply/clear-contact.ts';
import { addConflict, keepOverwritten } from '#server/apply/conflict.ts';
import { refuseMissing } from '#server/apply/missing.ts';

type Args = ChangeArgs<'contact.patch'>;

/**
 * Sets values, and the name where given (B4). Different fields merge; the same field goes to whoever comes last, and
 * what it replaced is kept for them to see. A name that another contact has refuses the whole edit.
 */
export function patchContact(batch: Batch, args: Args, changeId: number): Refusal | null {
  const contact = survivorOf(batch, args.id);
  if (!contact) return refuseMissing(batch, args.id, { name: 'contact.patch', args });
  const refusal = editContact(batch, contact, args, changeId);
  if (refusal) return refusal;
  const edited = batch.contacts.get(contact.id) ?? contact;
  if (args.set[CLEARED] && mayClear(batch)) clearContact(batch, edited, args.set);
  else if (edited !== contact) note(batch, [contact.id], { name: 'contact.patch', args });
  return null;
}

/** Whoever may say how long people are kept (G30). */
function mayClear({ author }: Batch): boolean {
  return mayMake(author, 'record.put', { kind: 'retention', createdBy: null });
}

/** What an edit asks of a contact that is there: of a patch, or of a merge of its survivor. */
export type Edit = Pick<Args, 'name' | 'baseName' | 'set' | 'base'>;

/**
 * Makes an edit of a contact: all of it, or nothing where it is refused.
 * @param free a name key that counts as free: that of the contact which a merge is about to take away
 */
export function editContact(
  batch: Batch,
  contact: ContactState,
  args: Edit,
  changeId: number,
  free: string | null = null,
): Refusal | null {
  const read = args.name === undefined ? { name: contact.name } : readName(args.name);
  if ('problem' in read) return { code: 'invalid' };
  const key = nameKey(read.name);
  const holder = key === free ? undefined : holderOfName(batch, key, contact.id);
  if (holder) return { code: 'name_taken', other: holder };
  const merged = mergeFields(contact.fields, args.set, args.base);
  if (tooMuch(merged.fields)) return { code: 'invalid' };
  const about = { changeId, subjectId: contact.id };
  tellNameOverwritten(batch, contact, args, read.name, changeId);
  keepOverwritten(
    batch,
    merged.overwritten,
    ({ field, mine, base }) => ({
      name: 'contact.patch',
      args: { id: contact.id, set: { [field]: mine }, base: { [field]: base } },
    }),
    describe(batch, contact),
    about,
  );
  save(batch, contact, read.name, merged.fields);
  return null;
}

function save(batch: Batch, contact: ContactState, name: string, fields: ContactState['fields']): void {
  if (name === contact.name && isDeepStrictEqual(fields, contact.fields)) return;
  const stamped = { updatedAt: batch.now, updatedBy: batch.author.userId };
  putContact(batch, { ...contact, name, nameKey: nameKey(name), fields, was: null, ...stamped });
}

/** A rename over a colleague's rename that its author had not seen. */
function tellNameOverwritten(
  batch: Batch,
  contact: ContactState,
  args: Edit,
  name: string,
  changeId: number,
): void {
  const unseen = args.baseName !== undefined && args.baseName !== contact.name && name !== contact.name;
  if (args.name === undefined || !unseen) return;
  const edit = { id: contact.id, name, baseName: args.baseName, set: {}, base: {} };
  const other = { ...describe(batch, contact), field: 'name', value: contact.name };
  addConflict(batch, 'field_overwritten', { name: 'contact.patch', args: edit }, other, {
    changeId,
    subjectId: contact.id,
  });
}
