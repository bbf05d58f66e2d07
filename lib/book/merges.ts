import { textOf } from '#lib/model/field.ts';
import { mergedValues } from '#lib/model/merge-values.ts';
import { mayMake } from '#lib/model/role.ts';
import type { MergeChoices, MergeView } from '#lib/messages/past.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import { applyChange } from '#lib/store/apply-changes.ts';
import { recordById } from '#lib/store/read-contacts.ts';
import { mergesOf, rootContact } from '#lib/store/read-merges.ts';
import type { Context } from './context.ts';
import { nameOrRefuse, secondName } from './names.ts';
import { peopleOf } from './people.ts';
import { refuse } from './problems.ts';
import type { Replica } from './replica.ts';
import { whoIs, type Seat } from './who-is.ts';

/** What was merged into a contact, newest first, the undone ones among them (R7). */
export async function viewMerges(session: Seat, contactId: string): Promise<MergeView[]> {
  const { db } = session.replica;
  const root = await rootContact(db, contactId);
  if (!root) return [];
  const [merges, people, me] = await Promise.all([mergesOf(db, root.id), peopleOf(db), whoIs(session)]);
  return merges.map(({ id, name, at, by, undone }) => ({
    id,
    name,
    at,
    userName: people.get(by) ?? null,
    isUndone: undone !== null,
    mayUndo: undone === null && mayMake(me, 'contact.unmerge', { kind: 'merge', createdBy: by }),
  }));
}

/**
 * Makes one contact a link to another (R7), at once and undoable for good. The survivor has then what both had (B19);
 * where both have another value and none is chosen, its own stays.
 * @returns the merge's id
 * @throws contact_gone, merged, name_taken, name_empty, name_too_long
 */
export async function merge(
  { db }: Replica,
  context: Context,
  { from, into, name, set = {}, base }: MergeChoices & { from: string; into: string },
): Promise<string> {
  const [mine, survivor] = [await rootContact(db, from), await rootContact(db, into)];
  if (!mine || !survivor) return refuse('contact_gone');
  if (mine.id !== from) return refuse('merged', { contact: { id: mine.id, name: mine.name } });
  const named = name === undefined ? {} : { name: nameOrRefuse(name), baseName: survivor.name };
  const all = { ...mergedValues(mine, survivor, named.name), ...set };
  const seen = Object.fromEntries(Object.keys(all).map((key) => [key, survivor.fields[key] ?? null]));
  const args = {
    id: context.newId(),
    from,
    into: survivor.id,
    ...named,
    set: all,
    base: { ...seen, ...base },
  };
  await applyChange(db, { name: 'contact.merge', args }, context.now());
  return args.id;
}

/**
 * Takes a merge back. Where somebody took the merged contact's name meanwhile, it gets a number, rather than staying
 * merged. Taking it back twice is taking it back once.
 * @throws contact_gone, not_permitted
 */
export async function unmerge(session: Seat, context: Context, id: string): Promise<ContactRef> {
  const { db } = session.replica;
  const record = (await recordById(db, 'merge', id)) ?? refuse('contact_gone');
  if (!mayMake(await whoIs(session), 'contact.unmerge', record)) return refuse('not_permitted');
  const nameIfTaken = await secondName(db, textOf(record.fields, 'name'));
  await applyChange(db, { name: 'contact.unmerge', args: { id, nameIfTaken } }, context.now());
  const from = (await rootContact(db, textOf(record.fields, 'from'))) ?? refuse('contact_gone');
  return { id: from.id, name: from.name };
}
