import { mayMake } from '#lib/model/role.ts';
import type { ChangeArgs } from '#lib/protocol/change.ts';
import { countSenders, note, senderId, survivorOf, type Batch, type Refusal } from '#server/apply/batch.ts';
import { refuseMissing } from '#server/apply/missing.ts';

/** Takes a sender from a contact (B16), also one that came with a merge. One that it does not have is no change. */
export function detachSender(batch: Batch, args: ChangeArgs<'sender.detach'>): Refusal | null {
  const contact = survivorOf(batch, args.contactId);
  if (!contact) return refuseMissing(batch, args.contactId, { name: 'sender.detach', args });
  if (!mayMake(batch.author, 'sender.detach')) return { code: 'role', other: contact };
  const id = senderId(args.channel, args.key);
  const sender = batch.senders.get(id);
  if (!sender || sender.deleted || survivorOf(batch, sender.contactId)?.id !== contact.id) return null;
  batch.senders.put(id, { ...sender, value: '', details: {}, deleted: true, version: batch.version });
  countSenders(batch, sender.contactId, -1);
  note(batch, [contact.id], { name: 'sender.detach', args });
  return null;
}
