import { isDeepStrictEqual } from 'node:util';
import type { ChangeArgs } from '#lib/protocol/change.ts';
import {
  countSenders,
  holderOfSender,
  liveContact,
  senderId,
  type Batch,
  type Refusal,
} from '#server/apply/batch.ts';
import { refuseMissing } from '#server/apply/missing.ts';
import { readSender } from '#server/apply/read-sender.ts';

/** Senders one contact may have. */
const SENDER_LIMIT = 500;

/** Gives a contact a sender (B15). One that it already has only learns the new details. */
export function attachSender(batch: Batch, args: ChangeArgs<'sender.attach'>): Refusal | null {
  if (!liveContact(batch, args.contactId))
    return refuseMissing(batch, args.contactId, { name: 'sender.attach', args });
  const sender = readSender(args.sender);
  if (!sender) return { code: 'invalid' };
  const holder = holderOfSender(batch, sender.channel, sender.key, args.contactId);
  if (holder) return { code: 'sender_taken', other: holder };
  const id = senderId(sender.channel, sender.key);
  const existing = batch.senders.get(id);
  const own = existing && !existing.deleted ? existing : undefined;
  if (!own && (batch.senderCounts.get(args.contactId) ?? 0) >= SENDER_LIMIT) return { code: 'invalid' };
  const details = { ...own?.details, ...sender.details };
  if (own && isDeepStrictEqual(details, own.details)) return null;
  batch.senders.put(id, {
    channel: sender.channel,
    key: sender.key,
    value: sender.value,
    contactId: args.contactId,
    details,
    createdAt: own?.createdAt ?? batch.now,
    version: batch.version,
    deleted: false,
  });
  if (!own) countSenders(batch, args.contactId, 1);
  batch.history.push({ contactId: args.contactId, op: { name: 'sender.attach', args } });
  return null;
}
