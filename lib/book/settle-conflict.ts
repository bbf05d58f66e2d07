import type { Field, Fields, FieldSet } from '#lib/model/field.ts';
import { field } from '#lib/model/field-schema.ts';
import type { ConflictWay } from '#lib/messages/past.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ConflictRow } from '#lib/protocol/rows.ts';
import { applyChanges } from '#lib/store/apply-changes.ts';
import { conflictById, recordById, sendersByKeys } from '#lib/store/read-contacts.ts';
import { rootContact } from '#lib/store/read-merges.ts';
import type { Context } from './context.ts';
import { mayRetry, pairOf } from './conflict-ways.ts';
import { nameOrRefuse } from './names.ts';
import { refuse } from './problems.ts';
import { readKept, retarget, type Create, type KeptChange } from './read-conflict.ts';
import type { Replica } from './replica.ts';
import { whoIs, type Seat } from './who-is.ts';

/**
 * Takes one of the ways out of a conflict. What the way does and putting the conflict away are one transaction: where
 * the first is refused, the conflict stays with all it keeps.
 * @throws conflict_gone, name_taken, sender_taken, contact_gone, merged, not_permitted
 */
export async function settleConflict(
  seat: Seat,
  context: Context,
  id: string,
  way: ConflictWay,
): Promise<void> {
  const { replica } = seat;
  const row = await conflictById(replica.db, id);
  if (!row) return refuse('conflict_gone');
  const done = await changesFor(seat, context, row, way);
  const resolve: NewChange = { name: 'conflict.resolve', args: { id } };
  await applyChanges(replica.db, [...done, resolve], context.now());
}

async function changesFor(
  seat: Seat,
  context: Context,
  row: ConflictRow,
  way: ConflictWay,
): Promise<NewChange[]> {
  const { replica } = seat;
  const kept = readKept(row);
  switch (way.do) {
    case 'discard':
      return row.code === 'field_overwritten' ? theirs(replica, row, kept) : [];
    case 'mine':
      return mine(replica, kept);
    case 'retry':
      return again(seat, kept);
    case 'rename':
      return renamed(context, row, kept, nameOrRefuse(way.name));
    case 'merge':
      return merged(replica, context, row, kept);
    default:
      return attached(replica, row, kept);
  }
}

/** Once more as it was, where nothing but the refusal stood against it. */
async function again(seat: Seat, { change, followed }: KeptChange): Promise<NewChange[]> {
  if (!change) return refuse('bad_message');
  if (!(await mayRetry(seat.replica.db, await whoIs(seat), change))) return refuse('not_permitted');
  return [change, ...followed];
}

/** The refused contact's senders and values go to the one in the way, which keeps what it has. */
async function attached({ db }: Replica, { other }: ConflictRow, kept: KeptChange): Promise<NewChange[]> {
  const contact = other.contactId === null ? undefined : await rootContact(db, other.contactId);
  if (!contact) return refuse('contact_gone');
  if (kept.change?.name !== 'contact.create') return refuse('bad_message');
  const { fields, senders } = kept.change.args;
  const owners = await sendersByKeys(db, senders);
  const free = senders.filter((_, i) => owners[i] === undefined);
  const lacking = Object.entries(fields).filter(([key]) => !(key in contact.fields));
  const patch: NewChange = {
    name: 'contact.patch',
    args: { id: contact.id, set: Object.fromEntries(lacking), base: {} },
  };
  return [
    ...free.map((sender): NewChange => ({ name: 'sender.attach', args: { contactId: contact.id, sender } })),
    ...(lacking.length === 0 ? [] : [patch]),
    ...kept.followed.map((change) => retarget(change, contact.id)),
  ];
}

/** Mine becomes one with theirs, which keeps what it has and gets what it lacks; so does what the refused edit had set. */
async function merged(
  { db }: Replica,
  context: Context,
  row: ConflictRow,
  { change, followed }: KeptChange,
): Promise<NewChange[]> {
  const { from, into } = (await pairOf(db, row, change)) ?? refuse('contact_gone');
  const chosen = change?.name === 'contact.patch' || change?.name === 'contact.merge' ? change.args.set : {};
  const lacking = Object.entries({ ...from.fields, ...present(chosen) }).filter(
    ([key]) => !(key in into.fields),
  );
  const ids = { id: context.newId(), from: from.id, into: into.id };
  return [
    { name: 'contact.merge', args: { ...ids, set: Object.fromEntries(lacking), base: {} } },
    ...followed.map((one) => retarget(one, into.id)),
  ];
}

/** Once more under another name; as a new contact where the old one is gone for good. */
function renamed(
  context: Context,
  { code }: ConflictRow,
  { change, followed }: KeptChange,
  name: string,
): NewChange[] {
  if (change?.name === 'contact.patch' && code === 'name_taken')
    return [{ name: 'contact.patch', args: { ...change.args, name } }];
  if (change?.name === 'contact.merge') return [{ name: change.name, args: { ...change.args, name } }];
  if (change?.name === 'contact.unmerge')
    return [{ name: change.name, args: { ...change.args, nameIfTaken: name } }];
  if (change?.name === 'sender.attach' || change?.name === 'record.put')
    return anew(context, name, change, followed);
  const create = createFrom(change);
  if (!create) return refuse('bad_message');
  const id = code === 'name_taken' ? create.id : context.newId();
  const { nameIfTaken: _, ...args } = create;
  return [
    { name: 'contact.create', args: { ...args, id, name } },
    ...followed.map((one) => retarget(one, id)),
  ];
}

/** What was meant for a contact that is gone becomes a new one's; a record as a new one, for its old id is gone too. */
function anew(context: Context, name: string, change: NewChange, followed: NewChange[]): NewChange[] {
  const id = context.newId();
  const again: NewChange =
    change.name === 'record.put'
      ? { name: change.name, args: { ...change.args, id: context.newId(), base: {} } }
      : change;
  return [
    { name: 'contact.create', args: { id, name, fields: {}, senders: [] } },
    ...[again, ...followed].map((one) => retarget(one, id)),
  ];
}

function createFrom(change: NewChange | null): Create | null {
  if (change?.name === 'contact.create') return change.args;
  if (change?.name !== 'contact.patch') return null;
  return { id: change.args.id, name: '', fields: present(change.args.set), senders: [] };
}

function present(set: FieldSet): Record<string, Field> {
  return Object.fromEntries(Object.entries(set).flatMap(([key, one]) => (one ? [[key, one]] : [])));
}

/** My value again; the one that is there now, its author has seen. */
async function mine({ db }: Replica, { change }: KeptChange): Promise<NewChange[]> {
  if (change?.name === 'contact.patch') {
    const { id, name, set } = change.args;
    const now = (await rootContact(db, id)) ?? refuse('contact_gone');
    const rename = name === undefined ? {} : { name, baseName: now.name };
    return [{ name: change.name, args: { id, ...rename, set, base: baseOf(set, now.fields) } }];
  }
  if (change?.name !== 'record.put') return [];
  const { kind, id, set } = change.args;
  const now = (await recordById(db, kind, id))?.fields ?? {};
  return [{ name: change.name, args: { ...change.args, base: baseOf(set, now) } }];
}

function baseOf(set: FieldSet, now: Fields): FieldSet {
  return Object.fromEntries(Object.keys(set).map((key) => [key, now[key] ?? null]));
}

/** Gives way: the value that mine replaced comes back, unless somebody has changed it again since. */
async function theirs({ db }: Replica, { other }: ConflictRow, { change }: KeptChange): Promise<NewChange[]> {
  const key = other.field;
  if (key === undefined || !change) return [];
  if (change.name === 'contact.patch' && key === 'name') {
    const { id, name } = change.args;
    const now = await rootContact(db, id);
    const isMine = now !== undefined && now.name === name && typeof other.value === 'string';
    return isMine ? [renameTo(id, String(other.value), now.name)] : [];
  }
  if (change.name !== 'contact.patch' && change.name !== 'record.put') return [];
  const { set } = change.args;
  const now =
    change.name === 'contact.patch'
      ? await rootContact(db, change.args.id)
      : await recordById(db, change.args.kind, change.args.id);
  const [current, my] = [now?.fields[key] ?? null, set[key] ?? null];
  if (!now || JSON.stringify(current?.value) !== JSON.stringify(my?.value)) return [];
  const back = { set: { [key]: fieldOf(other.value) }, base: { [key]: current } };
  return change.name === 'contact.patch'
    ? [{ name: change.name, args: { id: change.args.id, ...back } }]
    : [{ name: change.name, args: { ...change.args, ...back } }];
}

function renameTo(id: string, name: string, baseName: string): NewChange {
  return { name: 'contact.patch', args: { id, name, baseName, set: {}, base: {} } };
}

/** A value as somebody once typed it; null where there was none. */
function fieldOf(value: unknown): Field | null {
  return field.safeParse({ value, origin: 'typed' }).data ?? null;
}
