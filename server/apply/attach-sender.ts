import { isDeepStrictEqual } from 'node:util';
import type { Sender } from '#lib/model/sender.ts';
import type { ChangeArgs } from '#lib/protocol/change.ts';
import {
  countSenders,
  holderOfSender,
  lostBy,
  note,
  senderId,
  sendersOf,
  survivorOf,
  type Batch,
  type Refusal,
  type SenderState,
} from '#server/apply/batch.ts';
import { refuseMissing } from '#server/apply/missing.ts';
import { readSender } from '#server/apply/read-sender.ts';

/** Senders one contact may have. */
const SENDER_LIMIT = 500;

/**
 * Gives a contact a sender (B15), or its survivor where it is merged. One that it, or a contact merged into it, already
 * has only learns the new details.
 */
export function attachSender(batch: Batch, args: ChangeArgs<'sender.attach'>): Refusal | null {
  const contact = survivorOf(batch, args.contactId);
  if (!contact) return refuseMissing(batch, args.contactId, { name: 'sender.attach', args });
  const sender = readSender(args.sender);
  if (!sender) return { code: 'invalid' };
  const holder = holderOfSender(batch, sender.channel, sender.key, contact.id);
  if (holder) return { code: 'sender_taken', other: holder };
  const existing = batch.senders.get(senderId(sender.channel, sender.key));
  const own = existing && !existing.deleted ? existing : undefined;
  if (!own && sendersOf(batch, contact.id) >= SENDER_LIMIT) return { code: 'invalid' };
  const details = { ...own?.details, ...sender.details };
  if (own && isDeepStrictEqual(details, own.details)) return null;
  put(batch, contact.id, { ...sender, details }, own);
  note(batch, [contact.id], { name: 'sender.attach', args });
  return null;
}

function put(batch: Batch, contactId: string, sender: Sender, own: SenderState | undefined): void {
  const { channel, key, value, details } = sender;
  batch.senders.put(senderId(channel, key), {
    channel,
    key,
    value,
    contactId: own?.contactId ?? contactId,
    details,
    createdAt: own?.createdAt ?? batch.now,
    lost: own?.lost ?? lostBy(batch, channel, key, contactId),
    version: batch.version,
    deleted: false,
  });
  if (!own) countSenders(batch, contactId, 1);
}
