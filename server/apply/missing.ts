import { sameValue, type Field } from '#lib/model/field.ts';
import { changeArgs, type ChangeArgs } from '#lib/protocol/change.ts';
import type { Batch, ConflictState, KeptChange, Refusal } from '#server/apply/batch.ts';
import { senderId } from '#server/apply/batch.ts';

/**
 * What becomes of an edit whose contact is not there. Where its author's own create of that contact was refused, the
 * edit goes into that conflict and waits with it (sync.md, section 9); else it becomes a conflict of its own.
 */
export function refuseMissing(batch: Batch, contactId: string, change: KeptChange): Refusal | null {
  if (batch.contacts.get(contactId)?.deleted) return { code: 'deleted' };
  const id = batch.refusedCreates.get(contactId);
  const conflict = id === undefined ? undefined : batch.conflicts.get(id);
  if (!conflict || conflict.resolved) return { code: 'not_found' };
  batch.conflicts.put(conflict.id, {
    ...conflict,
    change: follow(conflict.change, change),
    version: batch.version,
  });
  return null;
}

type Kept = ConflictState['change'];

/**
 * A refused create with an edit laid on it: values and senders become part of the create, so that making it again
 * brings them; anything else is kept behind it in order, in `followed`.
 */
function follow(create: Kept, change: KeptChange): Kept {
  const args = changeArgs['contact.create'].safeParse(create.args);
  const folded = args.success ? fold(args.data, change) : null;
  if (folded) return { ...create, args: folded };
  return { ...create, followed: [...(create.followed ?? []), change] };
}

type Create = ChangeArgs<'contact.create'>;

function fold(create: Create, { name, args }: KeptChange): Create | null {
  if (name === 'contact.patch') return foldPatch(create, args as ChangeArgs<'contact.patch'>);
  if (name === 'sender.attach') {
    const { sender } = args as ChangeArgs<'sender.attach'>;
    return create.senders.length < 500 ? { ...create, senders: [...create.senders, sender] } : null;
  }
  if (name === 'sender.detach') {
    const { channel, key } = args as ChangeArgs<'sender.detach'>;
    const gone = senderId(channel, key);
    return { ...create, senders: create.senders.filter((one) => senderId(one.channel, one.key) !== gone) };
  }
  return null;
}

/** Null where it would replace a value that its author had not seen: from another device of theirs; both are kept then. */
function foldPatch(create: Create, patch: ChangeArgs<'contact.patch'>): Create | null {
  const isUnseen = ([key, value]: [string, Field | null]) => {
    const kept = create.fields[key] ?? null;
    return kept !== null && !sameValue(kept, patch.base[key] ?? null) && !sameValue(kept, value);
  };
  if (Object.entries(patch.set).some(isUnseen)) return null;
  const fields = { ...create.fields };
  for (const [key, value] of Object.entries(patch.set)) {
    if (value === null) delete fields[key];
    else fields[key] = value;
  }
  return { ...create, name: patch.name ?? create.name, fields };
}
