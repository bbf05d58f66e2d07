import { isDeepStrictEqual } from 'node:util';
import { readName } from '#lib/model/contact.ts';
import type { Sender } from '#lib/model/sender.ts';
import { nameKey } from '#lib/model/text.ts';
import type { ChangeArgs } from '#lib/protocol/change.ts';
import {
  countSenders,
  describe,
  holderOfName,
  holderOfSender,
  lostBy,
  note,
  putContact,
  senderId,
  tooMuch,
  type Batch,
  type ContactState,
  type Refusal,
} from '#server/apply/batch.ts';
import { addConflict, tellAlsoAdded } from '#server/apply/conflict.ts';
import { isProposal, linkOf, proposeContact } from '#server/apply/propose.ts';
import { readSenders } from '#server/apply/read-sender.ts';

type Args = ChangeArgs<'contact.create'>;

/** A new contact with its senders: all of it, or, where a sender or the name is another's, nothing of it (A20, A33, X1). */
export function createContact(batch: Batch, given: Args, changeId: number): Refusal | null {
  const senders = readSenders(given.senders);
  const read = readName(given.name);
  if (!senders || 'problem' in read || tooMuch(given.fields)) return { code: 'invalid' };
  const args = { ...given, name: read.name, senders };
  const existing = batch.contacts.get(args.id);
  if (isProposal(batch, args.was)) return retell(batch, existing, { ...args, was: args.was }, changeId);
  return existing ? refuseExisting(batch, existing, args) : make(batch, args, changeId);
}

function make(batch: Batch, args: Args, changeId: number): Refusal | null {
  const taken = firstTaken(batch, args.senders);
  if (taken) {
    tellAlsoAdded(batch, { name: 'contact.create', args: { ...args, fields: {} } }, taken, args.name);
    return { code: 'sender_taken', other: taken };
  }
  const name = freeName(batch, args, args.name);
  if ('holder' in name) return { code: 'name_taken', other: name.holder };
  if (name.instead) tellRenamed(batch, args, name.instead, name.free, changeId);
  put(batch, args, { name: name.free, mergedInto: null, was: null });
  return null;
}

/** One that a restored server has forgotten, told again by whoever still has it. */
function retell(
  batch: Batch,
  existing: ContactState | undefined,
  args: Args & { was: number },
  changeId: number,
): Refusal | null {
  if (existing) return proposeContact(batch, existing, args, changeId);
  const taken = firstTaken(batch, args.senders);
  if (taken) return { code: 'sender_taken', other: taken };
  const mergedInto = linkOf(batch, args.id, args.mergedInto);
  const holder = mergedInto === null ? holderOfName(batch, nameKey(args.name)) : undefined;
  if (holder) return { code: 'name_taken', other: holder };
  put(batch, args, { name: args.name, mergedInto, was: args.was });
  return null;
}

/** The same contact sent again is no change; a deleted one stays deleted (sync.md, section 9). */
function refuseExisting(batch: Batch, existing: ContactState, args: Args): Refusal | null {
  if (existing.deleted) return { code: 'deleted' };
  const same =
    (existing.name === args.name || existing.name === args.nameIfTaken) &&
    isDeepStrictEqual(existing.fields, args.fields) &&
    args.senders.every(
      ({ channel, key }) => batch.senders.get(senderId(channel, key))?.contactId === existing.id,
    );
  return same ? null : { code: 'id_exists', other: existing };
}

function firstTaken(batch: Batch, senders: readonly Sender[]): ContactState | undefined {
  for (const { channel, key } of senders) {
    const holder = holderOfSender(batch, channel, key);
    if (holder) return holder;
  }
  return undefined;
}

type Named = { free: string; instead?: ContactState } | { holder: ContactState };

/** The name the contact gets: its own, or the one proposed for the case that a colleague took it meanwhile (X1). */
function freeName(batch: Batch, args: Args, name: string): Named {
  const holder = holderOfName(batch, nameKey(name));
  if (!holder) return { free: name };
  const second = args.nameIfTaken === undefined ? null : readName(args.nameIfTaken);
  if (!second || 'problem' in second || holderOfName(batch, nameKey(second.name))) return { holder };
  return { free: second.name, instead: holder };
}

function tellRenamed(batch: Batch, args: Args, holder: ContactState, name: string, changeId: number): void {
  const other = { ...describe(batch, holder), field: 'name', value: name };
  const about = { changeId, subjectId: args.id };
  addConflict(batch, 'renamed', { name: 'contact.create', args }, other, about);
}

type As = Pick<ContactState, 'name' | 'mergedInto' | 'was'>;

function put(batch: Batch, args: Args, as: As): void {
  const { now, version } = batch;
  const { userId } = batch.author;
  const { id, fields } = args;
  const people = { createdAt: now, createdBy: userId, updatedAt: now, updatedBy: userId };
  const key = as.mergedInto === null ? nameKey(as.name) : null;
  putContact(batch, { id, ...as, nameKey: key, fields, ...people, version, deleted: false });
  for (const { channel, key, value, details } of args.senders) {
    const lost = lostBy(batch, channel, key, id);
    const rest = { contactId: id, value, details, createdAt: now, lost, version, deleted: false };
    batch.senders.put(senderId(channel, key), { channel, key, ...rest });
  }
  countSenders(batch, id, args.senders.length);
  note(batch, [id], { name: 'contact.create', args: { ...args, name: as.name } });
}
