import { readChange, type Change, type ChangeEnvelope } from '#lib/protocol/change.ts';
import { attachSender } from '#server/apply/attach-sender.ts';
import { describe, type Batch, type Refusal } from '#server/apply/batch.ts';
import { addConflict } from '#server/apply/conflict.ts';
import { createContact } from '#server/apply/create-contact.ts';
import { deleteContact } from '#server/apply/delete-contact.ts';
import { deleteRecord } from '#server/apply/delete-record.ts';
import { detachSender } from '#server/apply/detach-sender.ts';
import { patchContact } from '#server/apply/patch-contact.ts';
import { putRecord } from '#server/apply/put-record.ts';
import { resolveConflict } from '#server/apply/resolve-conflict.ts';

/** A change with the envelope it came in; null where it is none of this protocol's. */
export type Arrived = { envelope: ChangeEnvelope; change: Change | null };
export type Rejected = { id: number; code: string; conflictId: string };

/** Parses each change alone, so that a bad one is refused alone. */
export function arrive(envelopes: readonly ChangeEnvelope[]): Arrived[] {
  return envelopes.map((envelope) => ({ envelope, change: readChange(envelope) }));
}

/** Applies changes in their order. A refused one becomes a conflict, and the rest go on. */
export function applyAll(batch: Batch, arrived: readonly Arrived[]): Rejected[] {
  return arrived.flatMap((one) => {
    const refusal = one.change ? applyOne(batch, one.change) : { code: 'invalid' as const };
    return refusal ? [refuse(batch, one, refusal)] : [];
  });
}

function applyOne(batch: Batch, change: Change): Refusal | null {
  switch (change.name) {
    case 'contact.create':
      return createContact(batch, change.args, change.id);
    case 'contact.patch':
      return patchContact(batch, change.args, change.id);
    case 'contact.delete':
      return deleteContact(batch, change.args);
    case 'sender.attach':
      return attachSender(batch, change.args);
    case 'sender.detach':
      return detachSender(batch, change.args);
    case 'record.put':
      return putRecord(batch, change.args, change.id);
    case 'record.delete':
      return deleteRecord(batch, change.args);
    default:
      return resolveConflict(batch, change.args);
  }
}

function refuse(batch: Batch, { envelope }: Arrived, refusal: Refusal): Rejected {
  const { id, name, args } = envelope;
  const subjectId = subjectOf(envelope);
  const kept = { name, args: args ?? null };
  const conflict = addConflict(batch, refusal.code, kept, describe(batch, refusal.other), {
    changeId: id,
    subjectId,
  });
  if (name === 'contact.create' && subjectId !== null && !batch.contacts.get(subjectId))
    batch.refusedCreates.set(subjectId, conflict.id);
  return { id, code: refusal.code, conflictId: conflict.id };
}

/** The contact a change is about, also where the change itself could not be read. */
export function subjectOf({ name, args }: ChangeEnvelope): string | null {
  if (typeof args !== 'object' || args === null) return null;
  const { id, contactId } = args as Record<string, unknown>;
  const subject = name.startsWith('contact.') ? id : contactId;
  return typeof subject === 'string' && subject.length <= 64 ? subject : null;
}
