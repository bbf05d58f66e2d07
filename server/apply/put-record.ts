import { isDeepStrictEqual } from 'node:util';
import { mergeFields } from '#lib/model/field.ts';
import { mayMake } from '#lib/model/role.ts';
import type { ChangeArgs } from '#lib/protocol/change.ts';
import {
  describe,
  note,
  recordKey,
  survivorOf,
  tooMuch,
  type Batch,
  type RecordState,
  type Refusal,
} from '#server/apply/batch.ts';
import { keepOverwritten } from '#server/apply/conflict.ts';
import { addForgotten, isProposal, judge } from '#server/apply/propose.ts';
import { refuseMissing } from '#server/apply/missing.ts';

type Args = ChangeArgs<'record.put'>;

/**
 * Makes or edits a record of any kind. It stays with the contact it was made for; a new one for a merged contact is its
 * survivor's.
 */
export function putRecord(batch: Batch, args: Args, changeId: number): Refusal | null {
  const existing = batch.records.get(recordKey(args.kind, args.id));
  if (existing?.deleted) return { code: 'deleted' };
  const contactId = existing ? existing.contactId : args.contactId;
  const survivor = contactId === null ? undefined : survivorOf(batch, contactId);
  const about = { kind: args.kind, createdBy: existing?.createdBy ?? null };
  if (!mayMake(batch.author, 'record.put', about))
    // What a restored server has forgotten of others' records is for them to tell.
    return isProposal(batch, args.was) ? null : { code: 'role', other: survivor };
  if (contactId !== null && !survivor) return refuseMissing(batch, contactId, { name: 'record.put', args });
  if (existing && isProposal(batch, args.was))
    return proposeRecord(batch, existing, { ...args, was: args.was }, changeId);
  // Whoever edits has seen it: it was deleted so long ago that nobody remembers.
  if (!existing && Object.values(args.base).some((value) => value !== null)) return { code: 'not_found' };
  const merged = mergeFields(existing?.fields ?? {}, args.set, existing ? args.base : {});
  if (tooMuch(merged.fields)) return { code: 'invalid' };
  if (existing) tellOverwritten(batch, existing, args, merged.overwritten, changeId);
  if (existing && isDeepStrictEqual(merged.fields, existing.fields)) return null;
  batch.records.put(recordKey(args.kind, args.id), {
    ...(existing ?? made(batch, args, survivor?.id ?? null)),
    was: isProposal(batch, args.was) ? args.was : null,
    fields: merged.fields,
    updatedAt: batch.now,
    updatedBy: batch.author.userId,
    version: batch.version,
  });
  if (survivor) note(batch, [survivor.id], { name: 'record.put', args });
  return null;
}

/** Takes over what a replica remembers of a record that the backup has as it was before. */
function proposeRecord(
  batch: Batch,
  existing: RecordState,
  args: Args & { was: number },
  changeId: number,
): null {
  const forgotten = Object.fromEntries(
    Object.entries(args.set).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  );
  const found = judge(batch, existing, args.was);
  if (found === 'known') return null;
  const added = addForgotten(existing.fields, forgotten);
  if (found === 'edited') tellOverwritten(batch, existing, args, added.overwritten, changeId);
  const fields = found === 'older' ? forgotten : added.fields;
  if (found === 'edited' && isDeepStrictEqual(fields, existing.fields)) return null;
  const was = found === 'older' ? args.was : null;
  const stamped = { updatedAt: batch.now, updatedBy: batch.author.userId, version: batch.version };
  batch.records.put(recordKey(existing.kind, existing.id), { ...existing, fields, was, ...stamped });
  return null;
}

function made(batch: Batch, { kind, id }: Args, contactId: string | null): RecordState {
  const { now, version } = batch;
  const by = batch.author.userId;
  const people = { createdAt: now, createdBy: by, updatedAt: now, updatedBy: by };
  return { kind, id, contactId, fields: {}, was: null, ...people, version, deleted: false };
}

function tellOverwritten(
  batch: Batch,
  record: RecordState,
  args: Args,
  overwritten: ReturnType<typeof mergeFields>['overwritten'],
  changeId: number,
): void {
  const { kind, id, contactId } = record;
  const contact = contactId === null ? undefined : survivorOf(batch, contactId);
  const other = {
    ...describe(batch, contact),
    userName: batch.people.get(record.updatedBy) ?? null,
    at: record.updatedAt,
  };
  keepOverwritten(
    batch,
    overwritten,
    ({ field, mine, base }) => ({
      name: 'record.put',
      args: { kind, id, contactId, set: { [field]: mine }, base: { [field]: base } },
    }),
    other,
    { changeId, subjectId: contactId },
  );
}
