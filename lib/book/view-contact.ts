import { members, textOf } from '#lib/model/field.ts';
import { mayMake } from '#lib/model/role.ts';
import { foldText } from '#lib/model/text.ts';
import type { ContactSummary, ContactView, Integration, NoteView, SenderView } from '#lib/messages/book.ts';
import type { SenderRow } from '#lib/protocol/rows.ts';
import type { StoredContact } from '#lib/store/db.ts';
import {
  allMembers,
  contactById,
  contactsByIds,
  recordsOfContact,
  sendersOfContacts,
} from '#lib/store/read-contacts.ts';
import { unsentAmong, unsentFields, unsentRecords } from '#lib/store/read-unsent.ts';
import { userOf } from '#lib/store/workspace.ts';
import { integrations } from './own.ts';
import type { Replica } from './replica.ts';
import type { Session } from './session.ts';
import { roleIn } from './status.ts';

/** Contacts as rows of a list, in the order asked for; those that are gone are left out. All that is read for them is read at once. */
export async function summaries(replica: Replica, ids: readonly string[]): Promise<ContactSummary[]> {
  const [contacts, senders, own] = await Promise.all([
    contactsByIds(replica.db, ids),
    sendersOfContacts(replica.db, ids),
    integrations(replica),
  ]);
  const sendersOf = (id: string) => senders.get(id) ?? [];
  const unsent = replica.alone
    ? new Set<string>()
    : await unsentAmong(
        replica.db,
        contacts.map(({ id }) => ({ id, senders: sendersOf(id) })),
      );
  return contacts.map((contact) => summarise(contact, sendersOf(contact.id), own, unsent.has(contact.id)));
}

/** A contact, whole; null where there is none. */
export async function viewContact(
  session: Pick<Session, 'replica' | 'membership'>,
  id: string,
): Promise<ContactView | null> {
  const { replica } = session;
  const contact = await contactById(replica.db, id);
  if (!contact) return null;
  const [[summary], people, me, role, notes, unsent] = await Promise.all([
    summaries(replica, [id]),
    peopleOf(replica),
    userOf(replica.db),
    roleIn(session),
    recordsOfContact(replica.db, id, 'note'),
    unsentFields(replica.db, id),
  ]);
  if (!summary) return null;
  const unsentNotes = await unsentRecords(
    replica.db,
    'note',
    notes.map((note) => note.id),
  );
  return {
    ...summary,
    fields: contact.fields,
    notes: notes.toReversed().map((note): NoteView => ({
      id: note.id,
      text: textOf(note.fields, 'text'),
      author: people.get(note.createdBy) ?? null,
      mine: replica.alone || note.createdBy === me,
      mayEdit: mayMake({ userId: me, role }, 'record.put', { kind: 'note', createdBy: note.createdBy }),
      createdAt: note.createdAt,
      editedAt: note.updatedAt === note.createdAt ? null : note.updatedAt,
      unsent: unsentNotes.has(note.id),
    })),
    createdBy: people.get(contact.createdBy) ?? null,
    updatedAt: contact.updatedAt,
    updatedBy: people.get(contact.updatedBy) ?? null,
    unsentFields: unsent,
  };
}

function summarise(
  { id, name, fields, createdAt }: StoredContact,
  rows: readonly SenderRow[],
  own: readonly Integration[],
  unsent: boolean,
): ContactSummary {
  const senders = rows.map((row) => viewSender(row, own));
  const named = members(fields, 'integration').flatMap(
    (one) => own.find((each) => each.id === one)?.name ?? [],
  );
  const used = senders.flatMap(({ integration }) => integration ?? []);
  return {
    id,
    name,
    country: textOf(fields, 'country') || null,
    language: textOf(fields, 'language') || null,
    senders,
    integrations: [...new Set([...named, ...used])],
    createdAt,
    unsent,
  };
}

function viewSender({ channel, key, value, details }: SenderRow, own: readonly Integration[]): SenderView {
  const used = details.integration;
  const known = own.find(({ address }) => used !== undefined && foldText(address) === foldText(used));
  return {
    channel,
    key,
    value,
    name: details.name ?? null,
    integration: known?.name ?? used ?? null,
    conversationUrl: details.conversationUrl ?? null,
    firstSeenAt: details.firstSeenAt ?? null,
  };
}

/** Members' names by user id. Whoever works alone has none: surfaces say "you". */
async function peopleOf({ db }: Replica): Promise<Map<string, string>> {
  return new Map((await allMembers(db)).map(({ userId, name }) => [userId, name]));
}
