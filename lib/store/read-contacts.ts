import { nameKey } from '#lib/model/text.ts';
import type { ConflictRow, MemberRow, RecordRow, SenderRow } from '#lib/protocol/rows.ts';
import type { BookDb, StoredContact } from './db.ts';
import { mergedInto, survivorsOf } from './groups.ts';
import { ownedBy } from './read-around.ts';
import { contactGroup } from './read-merges.ts';
import { getMeta } from './meta.ts';
import { guardStorage } from './refusal.ts';
import { rowKey } from './row-key.ts';

/** Reading a replica: each function is one small question. All throw `storage_blocked` where the browser refuses. */

export function contactById(db: BookDb, id: string): Promise<StoredContact | undefined> {
  return guardStorage(() => db.contacts.get(id));
}

/** Contacts by id in the order asked for; those that are gone are left out. */
export async function contactsByIds(db: BookDb, ids: readonly string[]): Promise<StoredContact[]> {
  const found = await guardStorage(() => db.contacts.bulkGet([...ids]));
  return found.filter((row) => row !== undefined);
}

/** The contact whose name reads the same (A20), other than `except`. */
export function contactByName(db: BookDb, name: string, except?: string): Promise<StoredContact | undefined> {
  const named = db.contacts.where('nameKey').equals(nameKey(name));
  return guardStorage(() => named.and(({ id }) => id !== except).first());
}

/** A sender; its contact is the one that stands for whoever has it (R7). */
export async function senderByKey(db: BookDb, channel: string, key: string): Promise<SenderRow | undefined> {
  return (await sendersByKeys(db, [{ channel, key }]))[0];
}

/** Senders by identity, in the order asked for; each as its survivor's. */
export async function sendersByKeys(
  db: BookDb,
  keys: readonly { channel: string; key: string }[],
): Promise<(SenderRow | undefined)[]> {
  return guardStorage(async () => {
    const rows = await senderRows(
      db,
      keys.map(({ channel, key }) => [channel, key]),
    );
    const survivors = await survivorsOf(
      db,
      rows.flatMap((row) => row?.contactId ?? []),
    );
    return rows.map((row) => row && { ...row, contactId: survivors.get(row.contactId) ?? row.contactId });
  });
}

/** From so many on, it may be quicker to read the keys of all senders first, where these are few for what is asked. */
const MANY = 100;
/** Contacts in the book for each sender that is asked about, up to which it is: a key costs a hundredth of a question. */
const EACH = 20;

/** An import asks for thousands of senders, most of which nobody has: those are not asked for one by one. */
async function senderRows(db: BookDb, ids: [string, string][]): Promise<(SenderRow | undefined)[]> {
  if (ids.length < MANY || (await getMeta(db, 'blocks')).contacts > ids.length * EACH)
    return db.senders.bulkGet(ids);
  const there = new Set((await db.senders.toCollection().primaryKeys()).map((id) => rowKey.sender(...id)));
  const found = ids.filter((id) => there.has(rowKey.sender(...id)));
  const rows = new Map(
    (await db.senders.bulkGet(found)).flatMap((row) =>
      row ? [[rowKey.sender(row.channel, row.key), row] as const] : [],
    ),
  );
  return ids.map((id) => rows.get(rowKey.sender(...id)));
}

/** A contact's senders, those of all that are merged into it among them, oldest first. */
export async function sendersOfContact(db: BookDb, contactId: string): Promise<SenderRow[]> {
  return (await sendersOfContacts(db, [contactId])).get(contactId) ?? [];
}

/** The senders of several contacts, each contact's oldest first; a contact without any has no entry. */
export async function sendersOfContacts(
  db: BookDb,
  contactIds: readonly string[],
): Promise<Map<string, SenderRow[]>> {
  return guardStorage(async () => {
    // Asked for at once with the merges: mostly nothing is merged, and then all of it is here in one go.
    const [groups, own] = await Promise.all([mergedInto(db, contactIds), ownedBy(db.senders, contactIds)]);
    const owners = new Map(
      [...groups].flatMap(([root, merged]) => merged.map(({ id }) => [id, root] as const)),
    );
    const brought = await ownedBy(db.senders, [...owners.keys()]);
    const rows = brought.map((row) => ({ ...row, contactId: owners.get(row.contactId) ?? row.contactId }));
    return Map.groupBy(
      [...own, ...rows].toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
      ({ contactId }) => contactId,
    );
  });
}

/** A contact's records of one kind, those of all that are merged into it among them, oldest first. */
export async function recordsOfContact(db: BookDb, contactId: string, kind: string): Promise<RecordRow[]> {
  return guardStorage(async () => {
    const of = db.records.where('contactId').anyOf(await contactGroup(db, contactId));
    const found = await of.and((row) => row.kind === kind).sortBy('createdAt');
    return found.map((row) => ({ ...row, contactId }));
  });
}

/** All records of a kind (integrations, tags ...), oldest first. */
export async function recordsOfKind(db: BookDb, kind: string): Promise<RecordRow[]> {
  const of = db.records.where('[kind+id]').between([kind, ''], [kind, '\uffff']);
  return guardStorage(() => of.sortBy('createdAt'));
}

export function recordById(db: BookDb, kind: string, id: string): Promise<RecordRow | undefined> {
  return guardStorage(() => db.records.get([kind, id]));
}

/** What this member has to settle, newest first. */
export async function openConflicts(db: BookDb): Promise<ConflictRow[]> {
  const found = await guardStorage(() => db.conflicts.toArray());
  return found.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}

export function conflictById(db: BookDb, id: string): Promise<ConflictRow | undefined> {
  return guardStorage(() => db.conflicts.get(id));
}

export function allMembers(db: BookDb): Promise<MemberRow[]> {
  return guardStorage(() => db.members.toArray());
}
