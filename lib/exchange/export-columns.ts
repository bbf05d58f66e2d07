import { channelIds } from '#lib/model/channel.ts';
import { PERSON_FIELDS, type Exported, type Person } from '#lib/model/person.ts';
import { BETWEEN, cellOfValues } from './cell-values.ts';
import type { Target } from './target.ts';

/** A column of an export: what it is about, as `Target` says it, or `id`, `createdAt`, `updatedAt`. */
export type ExportColumn = Target;

const FIRST: readonly ExportColumn[] = ['name', 'firstName', 'lastName', 'email', 'phone'];
const LAST: readonly ExportColumn[] = [
  'organisation',
  'tags',
  'orders',
  'note',
  'createdAt',
  'updatedAt',
  'id',
];

/** The columns of an export: those that every file has, the channels on which anybody writes, the team's own attributes. */
export function exportColumns(
  channels: ReadonlySet<string>,
  attributes: readonly { id: string }[],
): ExportColumn[] {
  const senders = channelIds.filter((id) => channels.has(id)).map((id) => `sender/${id}`);
  const fields = PERSON_FIELDS.filter((key) => !FIRST.includes(key));
  return [...FIRST, ...senders, ...fields, ...attributes.map(({ id }) => `custom/${id}`), ...LAST];
}

/** What stands in a cell; several values between ` ::: `, as the import reads them. */
export function cellOf(person: Exported, column: ExportColumn): string {
  if (column.startsWith('sender/')) return cellOfValues(sendersOn(person, column.slice('sender/'.length)));
  switch (column) {
    case 'name':
    case 'organisation':
    case 'id':
    case 'createdAt':
    case 'updatedAt':
      return person[column];
    case 'email':
      return cellOfValues(person.emails);
    case 'phone':
      return cellOfValues(person.phones);
    case 'tags':
      return cellOfValues(person.tags);
    case 'orders':
      return cellOfValues(person.orders);
    case 'note':
      return person.notes.join(BETWEEN);
    default:
      return person.fields[column] ?? '';
  }
}

function sendersOn({ senders }: Person, channel: string): string[] {
  return senders.filter((sender) => sender.channel === channel).map(({ value }) => value);
}
