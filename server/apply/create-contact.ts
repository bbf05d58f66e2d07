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
  putContact,
  senderId,
  tooMuch,
  type Batch,
  type ContactState,
  type Refusal,
} from '#server/apply/batch.ts';
import { addConflict, tellAlsoAdded } from '#server/apply/conflict.ts';
import { readSenders } from '#server/apply/read-sender.ts';

type Args = ChangeArgs<'contact.create'>;

/** A new contact with its senders: all of it, or, where a sender or the name is another's, nothing of it (A20, A33, X1). */
export function createContact(batch: Batch, args: Args, changeId: number): Refusal | null {
  const senders = readSenders(args.senders);
  const read = readName(args.name);
  if (!senders || 'problem' in read || tooMuch(args.fields)) return { code: 'invalid' };
  const existing = batch.contacts.get(args.id);
  if (existing) return refuseExisting(batch, existing, { ...args, name: read.name, senders });
  const taken = firstTaken(batch, senders);
  if (taken) {
    tellAlsoAdded(batch, { name: 'contact.create', args: { ...args, fields: {} } }, taken, read.name);
    return { code: 'sender_taken', other: taken };
  }
  const name = freeName(batch, args, read.name);
  if ('holder' in name) return { code: 'name_taken', other: name.holder };
  if (name.instead) tellRenamed(batch, args, name.instead, name.free, changeId);
  put(batch, args, name.free, senders);
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

function put(batch: Batch, args: Args, name: string, senders: readonly Sender[]): void {
  const { now, version } = batch;
  const { userId } = batch.author;
  putContact(batch, {
    id: args.id,
    name,
    nameKey: nameKey(name),
    fields: args.fields,
    mergedInto: null,
    was: args.was ?? null,
    createdAt: now,
    createdBy: userId,
    updatedAt: now,
    updatedBy: userId,
    version,
    deleted: false,
  });
  for (const { channel, key, value, details } of senders) {
    const sender = {
      channel,
      key,
      contactId: args.id,
      value,
      details,
      createdAt: now,
      version,
      deleted: false,
    };
    batch.senders.put(senderId(channel, key), sender);
  }
  countSenders(batch, args.id, senders.length);
  batch.history.push({ contactId: args.id, op: { name: 'contact.create', args: { ...args, name } } });
}
