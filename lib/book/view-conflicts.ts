import { textOf, type Field, type FieldSet } from '#lib/model/field.ts';
import type { ConflictView, ConflictWay } from '#lib/messages/book.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ConflictRow } from '#lib/protocol/rows.ts';
import { contactById, openConflicts } from '#lib/store/read-contacts.ts';
import { freeName } from './names.ts';
import { contactOf, readKept } from './read-conflict.ts';
import type { Replica } from './replica.ts';

/** What the author of refused changes has to settle, with all they had typed and the ways out (law 5). */
export async function viewConflicts(replica: Replica): Promise<ConflictView[]> {
  const rows = await openConflicts(replica.db);
  return Promise.all(rows.map((row) => viewConflict(replica, row)));
}

async function viewConflict(replica: Replica, row: ConflictRow): Promise<ConflictView> {
  const { id, code, other, createdAt } = row;
  const { change, followed } = readKept(row);
  const contact = other.contactId === null ? undefined : await contactById(replica.db, other.contactId);
  const subject = await subjectOf(replica, row, change);
  return {
    id,
    code,
    subject,
    kept: [...(change ? keptOf(change) : []), ...followed.flatMap(keptOf)],
    other: {
      contact: contact ? { id: contact.id, name: contact.name } : null,
      userName: other.userName,
      at: other.at,
      field: other.field ?? null,
      value: other.value === undefined || other.value === null ? null : shown(other.value),
    },
    createdAt,
    ways: await waysOf(replica, row, change, subject),
  };
}

/** The contact's name as the author of the change called it. */
async function subjectOf({ db }: Replica, { other }: ConflictRow, change: NewChange | null): Promise<string> {
  if (change?.name === 'contact.create') return change.args.name;
  if (change?.name === 'contact.patch' && change.args.name !== undefined) return change.args.name;
  const id = change ? contactOf(change) : null;
  const contact = id === null ? undefined : await contactById(db, id);
  return contact?.name ?? other.contactName ?? '';
}

/** `label`: a field's key, `name`, `note`, or the channel of a sender; the surface says it in words. */
function keptOf(change: NewChange): ConflictView['kept'] {
  switch (change.name) {
    case 'contact.create':
      return [
        { label: 'name', value: change.args.name },
        ...change.args.senders.map(({ channel, value }) => ({ label: channel, value })),
        ...keptFields(change.args.fields),
      ];
    case 'contact.patch':
      return [
        ...(change.args.name === undefined ? [] : [{ label: 'name', value: change.args.name }]),
        ...keptFields(change.args.set),
      ];
    case 'sender.attach':
      return [{ label: change.args.sender.channel, value: change.args.sender.value }];
    case 'sender.detach':
      return [{ label: change.args.channel, value: change.args.key }];
    case 'record.put':
      return keptRecord(change.args.kind, change.args.set);
    default:
      return [];
  }
}

function keptRecord(kind: string, set: FieldSet): ConflictView['kept'] {
  if (kind !== 'note') return keptFields(set);
  const present = Object.entries(set).flatMap(([key, field]) =>
    field ? [[key, field] as [string, Field]] : [],
  );
  return [{ label: 'note', value: textOf(Object.fromEntries(present), 'text') }];
}

function keptFields(set: FieldSet): ConflictView['kept'] {
  return Object.entries(set).map(([key, field]) => ({
    label: key.split('/')[0] ?? key,
    value: field === null ? '' : field.value === true ? (key.split('/')[1] ?? '') : shown(field.value),
  }));
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What can be done about it, the likeliest first. Discarding is always possible, and never happens by itself. */
async function waysOf(
  { db }: Replica,
  { code, other }: ConflictRow,
  change: NewChange | null,
  subject: string,
): Promise<ConflictWay[]> {
  const discard: ConflictWay = { do: 'discard' };
  const isWhole = change?.name === 'contact.create' || change?.name === 'contact.patch';
  const attach: ConflictWay[] =
    change?.name === 'contact.create' && other.contactId !== null ? [{ do: 'attach' }] : [];
  const rename: ConflictWay[] =
    isWhole && subject !== '' ? [{ do: 'rename', name: await freeName(db, subject) }] : [];
  const retry: ConflictWay[] = change ? [{ do: 'retry' }] : [];
  switch (code) {
    case 'name_taken':
      return [...attach, ...rename, discard];
    case 'sender_taken':
      return [...attach, ...(change?.name === 'contact.create' ? [] : retry), discard];
    case 'deleted':
    case 'not_found':
    case 'id_exists':
      return [...rename, discard];
    case 'invalid':
    case 'role':
      return [...retry, discard];
    case 'field_overwritten':
      return [...(change ? [{ do: 'mine' } as const] : []), discard];
    default:
      return [discard];
  }
}
