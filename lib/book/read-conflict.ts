import type { ChangeArgs, NewChange } from '#lib/protocol/change.ts';
import type { ConflictRow } from '#lib/protocol/rows.ts';
import { readChange } from './describe-change.ts';

/** A refused change, read again: null where it is of a newer version and can only be put away. */
export type KeptChange = { change: NewChange | null; followed: NewChange[] };

/** Reads what a conflict kept, and what its author did afterwards to a contact that was never made (sync.md, section 9). */
export function readKept({ change }: ConflictRow): KeptChange {
  return {
    change: readChange(change),
    followed: (change.followed ?? []).flatMap((one) => readChange(one) ?? []),
  };
}

/** The contact a change is for; of a merge the survivor; null where it is for none. */
export function contactOf(change: NewChange): string | null {
  switch (change.name) {
    case 'contact.create':
    case 'contact.patch':
    case 'contact.delete':
      return change.args.id;
    case 'contact.merge':
      return change.args.into;
    case 'sender.attach':
    case 'sender.detach':
    case 'record.put':
      return change.args.contactId;
    default:
      return null;
  }
}

/** The same change for another contact: what followed a refused create goes wherever the create's data go. */
export function retarget(change: NewChange, contactId: string): NewChange {
  switch (change.name) {
    case 'sender.attach':
      return { name: change.name, args: { ...change.args, contactId } };
    case 'sender.detach':
      return { name: change.name, args: { ...change.args, contactId } };
    case 'record.put':
      return change.args.contactId === null
        ? change
        : { name: change.name, args: { ...change.args, contactId } };
    case 'contact.patch':
      return { name: change.name, args: { ...change.args, id: contactId } };
    default:
      return change;
  }
}

export type Create = ChangeArgs<'contact.create'>;
