import { isDeepEqual } from '#lib/model/deep-equal.ts';
import { readName } from '#lib/model/contact.ts';
import { nameKey } from '#lib/model/text.ts';
import { changeArgs, type ChangeArgs, type NewChange } from '#lib/protocol/change.ts';
import { contactIn, recordIn, senderIn, survivorIn, type Draft } from './draft.ts';
import { redirect } from './lay-change.ts';
import { mergeIn, namesWithout } from './lay-merge.ts';
import { Refusal } from './refusal.ts';
import { rowKey } from './row-key.ts';

/** Characters of one change as JSON: far below the body limit of a push, whatever its letters cost in UTF-8. */
const CHANGE_LIMIT = 600_000;

/**
 * Checks a change's own form and cleans its name, so that none enters the outbox which the server could not read.
 * @throws Refusal `invalid` or `too_large`
 */
export function readNewChange(change: NewChange): NewChange {
  const parsed = changeArgs[change.name].safeParse(change.args);
  if (!parsed.success) throw new Refusal('invalid', null, { cause: parsed.error });
  const read = cleanName({ name: change.name, args: parsed.data } as NewChange);
  if (JSON.stringify(read).length > CHANGE_LIMIT) throw new Refusal('too_large');
  return read;
}

function cleanName(change: NewChange): NewChange {
  if (change.name === 'contact.create')
    return { ...change, args: { ...change.args, name: nameOrRefuse(change.args.name) } };
  if (change.name === 'contact.patch' && change.args.name !== undefined)
    return { ...change, args: { ...change.args, name: nameOrRefuse(change.args.name) } };
  if (change.name === 'contact.merge' && change.args.name !== undefined)
    return { ...change, args: { ...change.args, name: nameOrRefuse(change.args.name) } };
  return change;
}

function nameOrRefuse(text: string): string {
  const read = readName(text);
  if ('problem' in read) throw new Refusal('invalid');
  return read.name;
}

/**
 * What a change is on this replica: itself; with the name it may take instead (X1); about the survivor, where it is about
 * a merged contact (G9); null where it is done already.
 * @throws Refusal where the replica knows already that the server must refuse it (A20, A33)
 */
export function settle(draft: Draft, given: NewChange): NewChange | null {
  const change = redirect(draft, given);
  switch (change.name) {
    case 'contact.create':
      return settleCreate(draft, change.args);
    case 'contact.patch':
      mustBeThere(draft, change.args.id);
      if (change.args.name !== undefined) refuseHolder(draft, change.args.name, change.args.id);
      return change;
    case 'contact.delete':
      mustBeThere(draft, change.args.id);
      refuseMerged(draft, change.args.id);
      return change;
    case 'contact.merge':
      return settleMerge(draft, change.args);
    case 'contact.unmerge':
      return settleUnmerge(draft, change.args);
    case 'sender.attach':
      mustBeThere(draft, change.args.contactId);
      refuseOwner(draft, change.args.contactId, [change.args.sender]);
      return change;
    case 'sender.detach':
      mustBeThere(draft, change.args.contactId);
      return change;
    case 'record.put':
      if (change.args.contactId !== null) mustBeThere(draft, change.args.contactId);
      return change;
    case 'conflict.resolve':
      return settleResolve(draft, change.args);
    default:
      return change;
  }
}

function settleCreate(draft: Draft, args: ChangeArgs<'contact.create'>): NewChange | null {
  const existing = contactIn(draft, args.id);
  if (existing) {
    // The same contact sent again is no change: a click repeated after a time-out.
    if (existing.name === args.name && isDeepEqual(existing.fields, args.fields)) return null;
    throw new Refusal('id_exists', existing);
  }
  refuseOwner(draft, args.id, args.senders);
  const { nameIfTaken, ...rest } = args;
  const holder = holderOf(draft, args.name);
  if (holder && nameIfTaken !== undefined && !holderOf(draft, nameIfTaken))
    return { name: 'contact.create', args: { ...rest, name: nameIfTaken } };
  refuseHolder(draft, args.name, args.id);
  return { name: 'contact.create', args };
}

function settleMerge(draft: Draft, args: ChangeArgs<'contact.merge'>): NewChange | null {
  mustBeThere(draft, args.from);
  mustBeThere(draft, args.into);
  const known = recordIn(draft, 'merge', args.id);
  if (known && known.fields['from']?.value === args.from) return null;
  if (known) throw new Refusal('id_exists');
  const into = survivorIn(draft, args.into)?.id ?? args.into;
  if (survivorIn(draft, args.from)?.id !== into) refuseMerged(draft, args.from);
  // The name of the one that is merged is free then.
  if (args.name !== undefined && holderOf(draft, args.name) !== args.from)
    refuseHolder(draft, args.name, into);
  return { name: 'contact.merge', args: { ...args, into } };
}

function settleUnmerge(draft: Draft, args: ChangeArgs<'contact.unmerge'>): NewChange | null {
  const merge = mergeIn(draft, args.id);
  if (!merge) throw new Refusal('contact_gone');
  if (merge.record.fields['undone']) return null;
  const names = namesWithout(draft, merge, args.nameIfTaken);
  if ('holder' in names) throw new Refusal('name_taken', names.holder);
  return { name: 'contact.unmerge', args };
}

/** With the version that is put away: the server keeps what has come into the conflict since. */
function settleResolve(draft: Draft, args: ChangeArgs<'conflict.resolve'>): NewChange {
  const version = draft.rows.get(rowKey.conflict(args.id))?.version;
  return { name: 'conflict.resolve', args: version === undefined ? args : { seen: version, ...args } };
}

function refuseMerged(draft: Draft, id: string): void {
  const survivor = survivorIn(draft, id);
  if (survivor && survivor.id !== id) throw new Refusal('merged', survivor);
}

function mustBeThere(draft: Draft, id: string): void {
  if (!contactIn(draft, id)) throw new Refusal('contact_gone');
}

function holderOf(draft: Draft, name: string): string | null {
  return draft.names.get(nameKey(name)) ?? null;
}

function refuseHolder(draft: Draft, name: string, self: string): void {
  const holder = holderOf(draft, name);
  if (holder !== null && holder !== self) throw new Refusal('name_taken', { id: holder, name });
}

function refuseOwner(draft: Draft, self: string, senders: readonly { channel: string; key: string }[]): void {
  for (const { channel, key } of senders) {
    const holder = senderIn(draft, channel, key)?.contactId ?? self;
    const owner = survivorIn(draft, holder)?.id ?? holder;
    if (owner !== (survivorIn(draft, self)?.id ?? self))
      throw new Refusal('sender_taken', { id: owner, name: contactIn(draft, owner)?.name ?? '' });
  }
}
