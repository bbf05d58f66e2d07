import type { Kysely } from 'kysely';
import { shortId } from '#lib/model/contact.ts';
import { textOf } from '#lib/model/field.ts';
import type { PublicContact } from '#lib/protocol/public-contact.ts';
import { readGroups, type Groups } from '#server/api/public/groups.ts';
import type { ContactState } from '#server/apply/batch.ts';
import type { Tables } from '#server/db/schema.ts';
import { inParts } from '#server/sync/parts.ts';
import { readRecord, readSenderRow } from '#server/sync/rows.ts';

type Place = { db: Kysely<Tables>; workspace: string };

/**
 * Contacts as other software sees them, each with all that is merged into it; a merged id means its survivor. Ids that
 * are of nobody, or of a deleted contact, are left out.
 * @param ids in the order they come out in, each contact once
 */
export async function readContacts(
  place: Place,
  ids: readonly string[],
  notes: boolean,
): Promise<PublicContact[]> {
  const groups = await readGroups(place.db, place.workspace, ids);
  const roots = [...new Set(ids.flatMap((id) => groups.root(id)?.id ?? []))];
  const all = roots.flatMap((id) => groups.members(id));
  const [senders, people] = [await sendersOf(place, groups, all), await peopleOf(place)];
  const written = notes ? await notesOf(place, groups, all, people) : null;
  return roots.flatMap((id) => {
    const contact = groups.byId.get(id);
    if (!contact) return [];
    const own = senders.get(id) ?? { senders: [], version: 0 };
    return [show(contact, own, people, written && (written.get(id) ?? []))];
  });
}

type Own = { senders: PublicContact['senders']; version: number };
type People = ReadonlyMap<string, string>;

function show(
  contact: ContactState,
  { senders, version }: Own,
  people: People,
  notes: PublicContact['notes'] | null,
): PublicContact {
  const { id, name, fields, createdAt, updatedAt } = contact;
  return {
    id,
    shortId: shortId(id),
    deleted: false,
    name,
    fields,
    senders,
    ...(notes ? { notes } : {}),
    version: Math.max(contact.version, version),
    createdAt,
    createdBy: people.get(contact.createdBy) ?? null,
    updatedAt,
    updatedBy: people.get(contact.updatedBy) ?? null,
  };
}

/** Whom a sender identifies: the contact's id, or null. */
export async function contactOfSender(
  { db, workspace }: Place,
  { channel, key }: { channel: string; key: string },
): Promise<string | null> {
  const row = await db
    .selectFrom('sender')
    .select('contact_id')
    .where('workspace_id', '=', workspace)
    .where('channel', '=', channel)
    .where('sender_key', '=', key)
    .where('deleted', '=', 0)
    .executeTakeFirst();
  return row?.contact_id ?? null;
}

/** Senders by the survivor they belong to; detached ones count for its version. */
async function sendersOf({ db, workspace }: Place, groups: Groups, ids: string[]): Promise<Map<string, Own>> {
  const found = new Map<string, Own>();
  for (const part of inParts(ids)) {
    const rows = await db
      .selectFrom('sender')
      .selectAll()
      .where('workspace_id', '=', workspace)
      .where('contact_id', 'in', part)
      .orderBy('created_at')
      .orderBy('sender_key')
      .execute();
    for (const row of rows) {
      const root = groups.root(row.contact_id)?.id ?? row.contact_id;
      const own = found.get(root) ?? { senders: [], version: 0 };
      const { channel, key, value, details, deleted } = readSenderRow(row);
      if (!deleted) own.senders.push({ ...details, channel, key, value });
      found.set(root, { ...own, version: Math.max(own.version, row.version) });
    }
  }
  return found;
}

async function notesOf({ db, workspace }: Place, groups: Groups, ids: string[], people: People) {
  const found = new Map<string, NonNullable<PublicContact['notes']>>();
  for (const part of inParts(ids)) {
    const rows = await db
      .selectFrom('record')
      .selectAll()
      .where('workspace_id', '=', workspace)
      .where('contact_id', 'in', part)
      .where('kind', '=', 'note')
      .where('deleted', '=', 0)
      .orderBy('created_at', 'desc')
      .execute();
    for (const { id, contactId, fields, createdBy, createdAt } of rows.map(readRecord)) {
      const root = groups.root(contactId ?? '')?.id ?? '';
      const note = { id, text: textOf(fields, 'text'), by: people.get(createdBy) ?? null, at: createdAt };
      found.set(root, [...(found.get(root) ?? []), note]);
    }
  }
  return found;
}

async function peopleOf({ db, workspace }: Place): Promise<People> {
  const query = db.selectFrom('member_row').select(['user_id', 'name']).where('workspace_id', '=', workspace);
  return new Map((await query.execute()).map(({ user_id, name }) => [user_id, name]));
}
