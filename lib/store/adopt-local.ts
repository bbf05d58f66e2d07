import type { NewChange } from '#lib/protocol/change.ts';
import type { SenderRow } from '#lib/protocol/rows.ts';
import type { BookDb, StoredContact } from './db.ts';
import { openDraft, touchedRows } from './draft.ts';
import { layOnDraft } from './lay-change.ts';
import { getMeta, setMeta } from './meta.ts';
import { queue } from './outbox.ts';
import { sendersOfContacts } from './read-contacts.ts';
import { guardStorage } from './refusal.ts';
import { writeRows } from './write-rows.ts';

/** Contacts taken over in one transaction. */
const PAGE = 250;

/**
 * Takes over what was made while working alone (law 11) into a team's replica, as creates that the next push uploads;
 * then deletes the local database. To be called once the team's replica has been pulled: a contact that the team has
 * already, the same name with one of the same senders, is that contact and gets what it lacks. Where only one of both
 * agrees, the server refuses the create, and it comes back as a conflict with its data (law 5).
 *
 * It may die anywhere: each page of contacts and how far it got are one transaction, so calling again goes on.
 */
export async function adoptLocal(local: BookDb, team: BookDb, at: string): Promise<void> {
  for (;;) {
    const { after } = await guardStorage(() => getMeta(team, 'adopted'));
    if (after === null) break;
    await guardStorage(() => adoptPage(local, team, after, at));
  }
  await guardStorage(() => local.delete());
  await setMeta(team, 'adopted', { after: '' });
}

async function adoptPage(local: BookDb, team: BookDb, after: string, at: string): Promise<void> {
  const contacts = await local.contacts.where('id').above(after).limit(PAGE).toArray();
  const senders = await sendersOfContacts(
    local,
    contacts.map(({ id }) => id),
  );
  const records = await recordsOf(local, after, contacts);
  await team.transaction('rw', team.tables, async () => {
    // Another instance has taken this page already.
    if ((await getMeta(team, 'adopted')).after !== after) return;
    const changes: NewChange[] = [];
    const ids = new Map<string, string>();
    for (const contact of contacts) {
      const own = senders.get(contact.id) ?? [];
      const twin = await findTwin(team, contact, own);
      ids.set(contact.id, twin?.id ?? contact.id);
      changes.push(...(twin ? await addTo(team, twin, contact, own) : [createOf(contact, own)]));
    }
    for (const { kind, id, contactId, fields } of records)
      changes.push({
        name: 'record.put',
        args: {
          kind,
          id,
          contactId: contactId && (ids.get(contactId) ?? contactId),
          set: fields,
          base: {},
        },
      });
    await lay(team, changes, at);
    await setMeta(team, 'adopted', { after: contacts.at(-1)?.id ?? null });
  });
}

/** The records of these contacts; with the first page, also those that belong to no contact. */
async function recordsOf(local: BookDb, after: string, contacts: readonly StoredContact[]) {
  const owned = local.records.where('contactId').anyOf(contacts.map(({ id }) => id));
  const free =
    after === '' ? await local.records.filter(({ contactId }) => contactId === null).toArray() : [];
  return [...free, ...(await owned.toArray())];
}

async function findTwin(
  team: BookDb,
  { nameKey }: StoredContact,
  senders: readonly SenderRow[],
): Promise<StoredContact | undefined> {
  const named = await team.contacts.where('nameKey').equals(nameKey).toArray();
  if (named.length === 0) return undefined;
  const theirs = await team.senders.bulkGet(senders.map(({ channel, key }) => [channel, key]));
  return named.find(({ id }) => theirs.some((sender) => sender?.contactId === id));
}

function createOf({ id, name, fields }: StoredContact, senders: readonly SenderRow[]): NewChange {
  return { name: 'contact.create', args: { id, name, fields, senders: senders.map(bare) } };
}

/** What the team's contact lacks of the one made alone; what it has already stays the team's. */
async function addTo(
  team: BookDb,
  twin: StoredContact,
  contact: StoredContact,
  senders: readonly SenderRow[],
): Promise<NewChange[]> {
  const lacking = Object.entries(contact.fields).filter(([key]) => !(key in twin.fields));
  const set = Object.fromEntries(lacking);
  const theirs = await team.senders.bulkGet(senders.map(({ channel, key }) => [channel, key]));
  const attach = senders
    .filter((_, i) => theirs[i]?.contactId !== twin.id)
    .map((row): NewChange => ({ name: 'sender.attach', args: { contactId: twin.id, sender: bare(row) } }));
  const patch: NewChange = { name: 'contact.patch', args: { id: twin.id, set, base: {} } };
  return lacking.length === 0 ? attach : [patch, ...attach];
}

const bare = ({ channel, key, value, details }: SenderRow) => ({ channel, key, value, details });

/** Lays and queues changes without refusing any: what clashes here is for the server to refuse. */
async function lay(team: BookDb, changes: readonly NewChange[], at: string): Promise<void> {
  const draft = await openDraft(team, changes);
  const stamp = { at, by: (await getMeta(team, 'user')).id };
  const laid = changes.map((change) => ({ change, touches: layOnDraft(draft, change, stamp) }));
  await writeRows(team, touchedRows(draft));
  await queue(team, laid, draft.before, at);
}
