import { members, textOf } from '#lib/model/field.ts';
import { foldText } from '#lib/model/text.ts';
import type { ContactSummary, ContactView, Integration, SenderView } from '#lib/messages/book.ts';
import type { SenderRow } from '#lib/protocol/rows.ts';
import type { StoredContact } from '#lib/store/db.ts';
import { contactsByIds, recordsOfContact, sendersOfContacts } from '#lib/store/read-contacts.ts';
import { rootContact } from '#lib/store/read-merges.ts';
import { readTogether } from '#lib/store/read-together.ts';
import { hasUnsent, unsentAmong, unsentFields, unsentSenders } from '#lib/store/read-unsent.ts';
import { blockedOf } from './block.ts';
import { integrations } from './own.ts';
import { peopleOf } from './people.ts';
import { viewFace } from './picture.ts';
import type { Replica } from './replica.ts';
import type { Session } from './session.ts';
import { viewNotes } from './view-notes.ts';

/** Contacts as rows of a list, in the order asked for; those that are gone are left out. All that is read for them is read at once. */
export function summaries(replica: Replica, ids: readonly string[]): Promise<ContactSummary[]> {
  return replica.rows(ids, (missing) =>
    readTogether(replica.db, async () => readSummaries(replica, missing)),
  );
}

async function readSummaries(replica: Replica, ids: readonly string[]): Promise<ContactSummary[]> {
  // Whether anything waits is asked at once with the rest: mostly nothing does, and one answer less is waited for.
  const [contacts, senders, own, blocked, waits] = await Promise.all([
    contactsByIds(replica.db, ids),
    sendersOfContacts(replica.db, ids),
    integrations(replica),
    blockedOf(replica, ids),
    !replica.alone && hasUnsent(replica.db),
  ]);
  const sendersOf = (id: string) => senders.get(id) ?? [];
  const unsent = !waits
    ? new Set<string>()
    : await unsentAmong(
        replica.db,
        contacts.map(({ id }) => ({ id, senders: sendersOf(id) })),
      );
  return contacts.map((contact) => ({
    ...summarise(contact, sendersOf(contact.id), own, unsent.has(contact.id)),
    blocked: blocked.get(contact.id) ?? null,
  }));
}

/** A contact, whole; null where there is none. The id of a merged one means its survivor (G9). */
export async function viewContact(
  session: Pick<Session, 'replica' | 'membership'>,
  wanted: string,
): Promise<ContactView | null> {
  const { replica } = session;
  const contact = await rootContact(replica.db, wanted);
  if (!contact) return null;
  const { id } = contact;
  const [[summary], people, notes, unsent] = await Promise.all([
    summaries(replica, [id]),
    peopleOf(replica.db),
    recordsOfContact(replica.db, id, 'note'),
    unsentFields(replica.db, id),
  ]);
  if (!summary) return null;
  const senders = await markUnsent(replica, summary.senders);
  return {
    ...summary,
    senders,
    fields: contact.fields,
    ...(await viewFace(replica, id)),
    notes: (await viewNotes(session, notes)).toReversed(),
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

/** Senders with a mark on those that are not on the server yet (R14). */
async function markUnsent({ db }: Replica, senders: SenderView[]): Promise<SenderView[]> {
  const unsent = await unsentSenders(db, senders);
  return senders.map((one, at) => (unsent[at] ? { ...one, unsent: true } : one));
}

function viewSender({ channel, key, value, details }: SenderRow, own: readonly Integration[]): SenderView {
  const used = details.integration;
  const known = own.find(({ address }) => used !== undefined && foldText(address) === foldText(used));
  return {
    channel,
    key,
    value,
    // A cleared sender is called nothing (G30).
    name: details.name || null,
    integration: known?.name ?? used ?? null,
    conversationUrl: details.conversationUrl ?? null,
    firstSeenAt: details.firstSeenAt ?? null,
  };
}
