import type { RecordRow } from '#lib/protocol/rows.ts';
import type { BookDb, MergedContact } from './db.ts';
import { contactsOfMerge, mergedInto, mergesAmong } from './groups.ts';
import { guardStorage } from './refusal.ts';

/** Whether there is any record of a kind. */
export async function hasRecords(db: BookDb, kind: string): Promise<boolean> {
  const of = db.records.where('[kind+id]').between([kind, ''], [kind, '\uffff']);
  return (await guardStorage(() => of.limit(1).primaryKeys())).length > 0;
}

/**
 * The records of one kind of several contacts, those of all that are merged into each among them, oldest first; a contact
 * without any has no entry.
 */
export async function recordsOfContacts(
  db: BookDb,
  contactIds: readonly string[],
  kind: string,
): Promise<Map<string, RecordRow[]>> {
  if (contactIds.length === 0) return new Map();
  const groups = await guardStorage(() => mergedInto(db, contactIds));
  const owners = new Map(
    contactIds.flatMap((id) => [id, ...(groups.get(id) ?? []).map((one) => one.id)].map((one) => [one, id])),
  );
  const pairs = [...owners.keys()].map((id) => [id, kind]);
  const found = await guardStorage(() => db.records.where('[contactId+kind]').anyOf(pairs).toArray());
  return Map.groupBy(
    found.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
    ({ contactId }) => owners.get(contactId ?? '') ?? '',
  );
}

/** All records of these contacts themselves, by contact; one without any has no entry. */
export async function recordsByContact(
  db: BookDb,
  contactIds: readonly string[],
): Promise<Map<string, RecordRow[]>> {
  const found = await guardStorage(() => db.records.where('contactId').anyOf(contactIds).toArray());
  return Map.groupBy(found, ({ contactId }) => contactId ?? '');
}

/** All that are merged into each of these contacts; one without any has no entry. */
export function mergedIntoContacts(
  db: BookDb,
  contactIds: readonly string[],
): Promise<Map<string, MergedContact[]>> {
  return guardStorage(() => mergedInto(db, contactIds));
}

/** The records of merges, made or undone, that one of these contacts is in, by that contact; both may be among them. */
export async function mergesByContact(
  db: BookDb,
  contactIds: readonly string[],
): Promise<Map<string, RecordRow[]>> {
  const asked = new Set(contactIds);
  const found = await guardStorage(() => mergesAmong(db, asked));
  const pairs = found.flatMap((row) => contactsOfMerge(row).map((id) => ({ id, row })));
  const groups = Map.groupBy(
    pairs.filter(({ id }) => asked.has(id)),
    ({ id }) => id,
  );
  return new Map([...groups].map(([id, of]) => [id, of.map(({ row }) => row)]));
}
