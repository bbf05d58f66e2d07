import { sameValue, type Fields, type Overwritten } from '#lib/model/field.ts';
import { nameKey } from '#lib/model/text.ts';
import type { ChangeArgs } from '#lib/protocol/change.ts';
import { attachSender } from '#server/apply/attach-sender.ts';
import {
  describe,
  holderOfName,
  liveContact,
  putContact,
  survivorOf,
  type Batch,
  type ContactState,
  type Refusal,
} from '#server/apply/batch.ts';
import { addConflict, keepOverwritten } from '#server/apply/conflict.ts';

/**
 * Whether a change tells a server that was restored from a backup of a row it has forgotten (sync.md, section 9).
 * @param was the version that the row had before
 */
export function isProposal({ restoredAt }: Batch, was: number | undefined): was is number {
  return was !== undefined && restoredAt !== null && was > restoredAt;
}

/**
 * What a row is to a proposal: `older`, as the backup has it or as a replica told that knew less; `known`, told by one
 * that knew as much; `edited` since the restore.
 */
export function judge(
  { restoredAt }: Batch,
  row: { version: number; was: number | null },
  was: number,
): 'older' | 'known' | 'edited' {
  if (row.was !== null) return was > row.was ? 'older' : 'known';
  return row.version <= (restoredAt ?? 0) ? 'older' : 'edited';
}

/**
 * An edited row's values with what the proposal knows beside them: the edit wins, what differs is told.
 * @returns the values, and those of the proposal that gave way
 */
export function addForgotten(
  fields: Fields,
  forgotten: Fields,
): { fields: Fields; overwritten: Overwritten[] } {
  const overwritten = Object.entries(forgotten).flatMap(([field, theirs]) => {
    const mine = fields[field];
    return mine && !sameValue(mine, theirs) ? [{ field, base: null, theirs, mine }] : [];
  });
  return { fields: { ...forgotten, ...fields }, overwritten };
}

type Args = ChangeArgs<'contact.create'>;

/** Takes over what a replica remembers of a contact that the backup has as it was before. */
export function proposeContact(
  batch: Batch,
  existing: ContactState,
  args: Args & { was: number },
  changeId: number,
): Refusal | null {
  const found = judge(batch, existing, args.was);
  if (existing.deleted || found === 'known') return null;
  const refusal =
    found === 'older' ? takeOver(batch, existing, args, changeId) : add(batch, existing, args, changeId);
  if (refusal) return refusal;
  for (const sender of args.senders) {
    const change = { name: 'sender.attach' as const, args: { contactId: existing.id, sender } };
    const taken = attachSender(batch, change.args);
    const about = { changeId, subjectId: existing.id };
    if (taken) addConflict(batch, taken.code, change, describe(batch, taken.other), about);
  }
  return null;
}

function takeOver(
  batch: Batch,
  existing: ContactState,
  args: Args & { was: number },
  changeId: number,
): Refusal | null {
  const { id, fields, was } = args;
  const mergedInto = linkOf(batch, id, args.mergedInto);
  const holder = mergedInto === null ? holderOfName(batch, nameKey(args.name), id) : undefined;
  // Its old name went to somebody else, and it has none to keep: it stays merged.
  if (holder && existing.nameKey === null) return { code: 'name_taken', other: holder };
  const name = holder ? existing.name : args.name;
  if (holder) {
    const rename = { name: 'contact.patch', args: { id, name: args.name, set: {}, base: {} } };
    addConflict(batch, 'name_taken', rename, describe(batch, holder), { changeId, subjectId: id });
  }
  const key = mergedInto === null ? nameKey(name) : null;
  const stamped = { updatedAt: batch.now, updatedBy: batch.author.userId };
  putContact(batch, { ...existing, name, nameKey: key, fields, mergedInto, was, ...stamped });
  return null;
}

/** The contact that a proposed one is merged into: one that is there, and is not merged into this one itself. */
export function linkOf(batch: Batch, id: string, into: string | undefined): string | null {
  if (into === undefined || !liveContact(batch, into)) return null;
  return survivorOf(batch, into)?.id === id ? null : into;
}

function add(batch: Batch, existing: ContactState, args: Args, changeId: number): null {
  const { id } = existing;
  const { fields, overwritten } = addForgotten(existing.fields, args.fields);
  keepOverwritten(
    batch,
    overwritten,
    ({ field, mine }) => ({
      name: 'contact.patch',
      args: { id, set: { [field]: mine }, base: { [field]: null } },
    }),
    // Nobody knows any more who had written it.
    { ...describe(batch, existing), userName: null, at: null },
    { changeId, subjectId: id },
  );
  if (Object.keys(fields).length > Object.keys(existing.fields).length)
    putContact(batch, { ...existing, fields });
  return null;
}
