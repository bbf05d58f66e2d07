import { bulkLimit } from '#lib/model/bulk.ts';
import { channelFacts } from '#lib/model/channel.ts';
import { members, textOf, type Fields } from '#lib/model/field.ts';
import { emptyPerson, PERSON_FIELDS, type Exported } from '#lib/model/person.ts';
import type { SenderRow } from '#lib/protocol/rows.ts';
import type { StoredContact } from '#lib/store/db.ts';
import { contactsByIds, recordsOfKind, sendersOfContacts } from '#lib/store/read-contacts.ts';
import { recordsOfContacts } from '#lib/store/read-records.ts';
import { refuse } from './problems.ts';
import { whoIs, type Seat } from './who-is.ts';

/**
 * Contacts as files carry them, in the order asked for; those that are gone are left out (G15).
 * @throws too_many_for_role where an agent asks for more than 100 (X6)
 */
export async function exportContacts(seat: Seat, ids: readonly string[]): Promise<Exported[]> {
  const limit = bulkLimit((await whoIs(seat)).role);
  if (limit !== null && ids.length > limit) return refuse('too_many_for_role', { value: String(limit) });
  const { db } = seat.replica;
  const [contacts, senders, notes, tags, organisations] = await Promise.all([
    contactsByIds(db, ids),
    sendersOfContacts(db, ids),
    recordsOfContacts(db, ids, 'note'),
    namesOf(seat, 'tag'),
    namesOf(seat, 'organisation'),
  ]);
  return contacts.map((contact, at) => ({
    ...exported(contact, at + 1, senders.get(contact.id) ?? []),
    tags: members(contact.fields, 'tag').flatMap((id) => tags.get(id) ?? []),
    organisation: organisations.get(textOf(contact.fields, 'organisation')) ?? '',
    notes: (notes.get(contact.id) ?? []).map(({ fields }) => textOf(fields, 'text')),
  }));
}

function exported(
  { id, name, fields, createdAt, updatedAt }: StoredContact,
  row: number,
  senders: readonly SenderRow[],
): Exported {
  const isPlain = ({ channel }: SenderRow) => channel === 'email' || channel === 'phone';
  return {
    ...emptyPerson(row),
    id,
    name,
    createdAt,
    updatedAt,
    fields: plainFields(fields),
    emails: addresses(fields, senders, 'email'),
    phones: addresses(fields, senders, 'phone'),
    senders: senders.filter((one) => !isPlain(one)).map(({ channel, value }) => ({ channel, value })),
    orders: members(fields, 'order'),
  };
}

function plainFields(fields: Fields): Record<string, string> {
  const isOne = (key: string) => key.startsWith('custom/') || PERSON_FIELDS.some((field) => field === key);
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([key]) => isOne(key))
      .map(([key, { value }]) => [key, String(value)]),
  );
}

/** Senders and values of one kind, each once, the primary one first. */
function addresses(fields: Fields, senders: readonly SenderRow[], kind: 'email' | 'phone'): string[] {
  const found = new Map(
    [
      ...senders
        .filter(({ channel }) => channel === kind && channelFacts(channel).kind === kind)
        .map(({ key, value }) => [key, value] as const),
      ...members(fields, kind).map((key) => [key, textOf(fields, `${kind}/${key}`) || key] as const),
    ].toReversed(),
  );
  const primary = textOf(fields, kind === 'email' ? 'primaryEmail' : 'primaryPhone');
  const keys = [...found.keys()].toReversed();
  const ordered = keys.includes(primary) ? [primary, ...keys.filter((key) => key !== primary)] : keys;
  return ordered.map((key) => found.get(key) ?? key);
}

async function namesOf({ replica }: Seat, kind: string): Promise<Map<string, string>> {
  const rows = await recordsOfKind(replica.db, kind);
  return new Map(rows.map(({ id, fields }) => [id, textOf(fields, 'name')]));
}
