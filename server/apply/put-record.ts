import { isDeepStrictEqual } from 'node:util';
import { mergeFields } from '#lib/model/field.ts';
import type { ChangeArgs } from '#lib/protocol/change.ts';
import {
  describe,
  liveContact,
  recordKey,
  tooMuch,
  type Batch,
  type RecordState,
  type Refusal,
} from '#server/apply/batch.ts';
import { keepOverwritten } from '#server/apply/conflict.ts';
import { refuseMissing } from '#server/apply/missing.ts';

type Args = ChangeArgs<'record.put'>;

/** Makes or edits a record of any kind. It stays with the contact it was made for. */
export function putRecord(batch: Batch, args: Args, changeId: number): Refusal | null {
  const existing = batch.records.get(recordKey(args.kind, args.id));
  if (existing?.deleted) return { code: 'deleted' };
  const contactId = existing ? existing.contactId : args.contactId;
  if (contactId !== null && !liveContact(batch, contactId))
    return refuseMissing(batch, contactId, { name: 'record.put', args });
  const merged = mergeFields(existing?.fields ?? {}, args.set, existing ? args.base : {});
  if (tooMuch(merged.fields)) return { code: 'invalid' };
  if (existing) tellOverwritten(batch, existing, args, merged.overwritten, changeId);
  if (existing && isDeepStrictEqual(merged.fields, existing.fields)) return null;
  batch.records.put(recordKey(args.kind, args.id), {
    ...(existing ?? made(batch, args)),
    fields: merged.fields,
    updatedAt: batch.now,
    updatedBy: batch.author.userId,
    version: batch.version,
  });
  if (contactId !== null) batch.history.push({ contactId, op: { name: 'record.put', args } });
  return null;
}

function made(batch: Batch, { kind, id, contactId, was }: Args): RecordState {
  const { now, version } = batch;
  const by = batch.author.userId;
  const people = { createdAt: now, createdBy: by, updatedAt: now, updatedBy: by };
  return { kind, id, contactId, fields: {}, was: was ?? null, ...people, version, deleted: false };
}

function tellOverwritten(
  batch: Batch,
  record: RecordState,
  args: Args,
  overwritten: ReturnType<typeof mergeFields>['overwritten'],
  changeId: number,
): void {
  const { kind, id, contactId } = record;
  const contact = contactId === null ? undefined : liveContact(batch, contactId);
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
