import { may } from '#lib/model/role.ts';
import type { ChangeArgs } from '#lib/protocol/change.ts';
import { countSenders, liveContact, senderId, type Batch, type Refusal } from '#server/apply/batch.ts';
import { refuseMissing } from '#server/apply/missing.ts';

/** Takes a sender from a contact (B16). One that it does not have is no change. */
export function detachSender(batch: Batch, args: ChangeArgs<'sender.detach'>): Refusal | null {
  const contact = liveContact(batch, args.contactId);
  if (!contact) return refuseMissing(batch, args.contactId, { name: 'sender.detach', args });
  if (!may(batch.author.role, 'detach-sender')) return { code: 'role', other: contact };
  const id = senderId(args.channel, args.key);
  const sender = batch.senders.get(id);
  if (!sender || sender.deleted || sender.contactId !== args.contactId) return null;
  batch.senders.put(id, { ...sender, value: '', details: {}, deleted: true, version: batch.version });
  countSenders(batch, args.contactId, -1);
  batch.history.push({ contactId: args.contactId, op: { name: 'sender.detach', args } });
  return null;
}
