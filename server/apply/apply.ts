import { readChange, type Change, type ChangeEnvelope } from '#lib/protocol/change.ts';
import { attachSender } from '#server/apply/attach-sender.ts';
import { describe, recordKey, type Batch, type Refusal } from '#server/apply/batch.ts';
import { addConflict } from '#server/apply/conflict.ts';
import { createContact } from '#server/apply/create-contact.ts';
import { deleteContact, otherContactOf } from '#server/apply/delete-contact.ts';
import { deleteRecord } from '#server/apply/delete-record.ts';
import { detachSender } from '#server/apply/detach-sender.ts';
import { mergeContacts } from '#server/apply/merge-contacts.ts';
import { refusedMergeId, unmergeContacts } from '#server/apply/unmerge-contacts.ts';
import { patchContact } from '#server/apply/patch-contact.ts';
import { putRecord } from '#server/apply/put-record.ts';
import { resolveConflict } from '#server/apply/resolve-conflict.ts';

/** A change with the envelope it came in; null where it is none of this protocol's. */
export type Arrived = { envelope: ChangeEnvelope; change: Change | null };
export type Rejected = { id: number; code: string; conflictId: string };

/** A change that a rule of this server fails on: a fault of ours, which must not stop the changes behind it. */
export class ChangeFailed extends Error {
  readonly changeId: number;
  constructor(changeId: number, cause: unknown) {
    super('a change could not be applied', { cause });
    this.name = 'ChangeFailed';
    this.changeId = changeId;
  }
}

/**
 * Parses each change alone, so that a bad one is refused alone.
 * @param poison numbers of changes that have failed: refused unread
 */
export function arrive(envelopes: readonly ChangeEnvelope[], poison: ReadonlySet<number>): Arrived[] {
  return envelopes.map(({ id, name, args }) => {
    const envelope = { id, name, args: isKeepable(args) ? args : null };
    return { envelope, change: poison.has(id) ? null : readChange(envelope) };
  });
}

/** Nothing that any client sends is nested so deeply that it could not be written down again. */
function isKeepable(args: unknown): boolean {
  try {
    JSON.stringify(args);
    return true;
  } catch {
    return false;
  }
}

/**
 * Applies changes in their order. A refused one becomes a conflict, and the rest go on.
 * @throws ChangeFailed; the batch is half done then, and must be thrown away
 */
export function applyAll(batch: Batch, arrived: readonly Arrived[]): Rejected[] {
  return arrived.flatMap((one) => {
    const refusal = one.change ? tryOne(batch, one.change) : { code: 'invalid' as const };
    return refusal ? [refuse(batch, one, refusal)] : [];
  });
}

function tryOne(batch: Batch, change: Change): Refusal | null {
  try {
    return applyOne(batch, change);
  } catch (error) {
    throw new ChangeFailed(change.id, error);
  }
}

function applyOne(batch: Batch, change: Change): Refusal | null {
  switch (change.name) {
    case 'contact.create':
      return createContact(batch, change.args, change.id);
    case 'contact.patch':
      return patchContact(batch, change.args, change.id);
    case 'contact.delete':
      return deleteContact(batch, change.args);
    case 'contact.merge':
      return mergeContacts(batch, change.args, change.id);
    case 'contact.unmerge':
      return unmergeContacts(batch, change.args, change.id);
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

function refuse(batch: Batch, { envelope, change }: Arrived, refusal: Refusal): Rejected {
  const { id, name, args } = envelope;
  const [subjectId, secondId] = subjectsOf(batch, envelope);
  const kept = { name, args: args ?? null };
  const about = { changeId: id, subjectId, secondId, ...ownId(batch, change) };
  const conflict = addConflict(batch, refusal.code, kept, describe(batch, refusal.other), about);
  if (name === 'contact.create' && subjectId !== null && !batch.contacts.get(subjectId))
    batch.refusedCreates.set(subjectId, conflict.id);
  return { id, code: refusal.code, conflictId: conflict.id };
}

/** A refused merge is found again by its own id, for its author to take it back. */
function ownId(batch: Batch, change: Change | null): { id?: string } {
  if (change?.name !== 'contact.merge') return {};
  const id = refusedMergeId(batch, change.args.id);
  return batch.conflicts.get(id)?.resolved === false ? {} : { id };
}

/** The contacts a change is about, also where the change itself could not be read: what a deletion must find again. */
function subjectsOf(batch: Batch, { name, args }: ChangeEnvelope): [string | null, string | null] {
  if (name === 'contact.merge') return [idIn(args, 'into'), idIn(args, 'from')];
  if (name === 'contact.unmerge') {
    const record = batch.records.get(recordKey('merge', idIn(args, 'id') ?? ''));
    return [record?.contactId ?? null, record ? otherContactOf(record) : null];
  }
  return [idIn(args, name.startsWith('contact.') ? 'id' : 'contactId'), null];
}

function idIn(args: unknown, key: string): string | null {
  if (typeof args !== 'object' || args === null) return null;
  const id = (args as Record<string, unknown>)[key];
  return typeof id === 'string' && id.length <= 64 ? id : null;
}
