import { textOf } from '#lib/model/field.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import type { BookDb, StoredContact } from './db.ts';
import { mergedInto, survivorsOf } from './groups.ts';
import { guardStorage } from './refusal.ts';

/** A merge as its record tells it, made or undone. `name`: what the merged contact was called. */
export type Merge = {
  id: string;
  from: string;
  into: string;
  name: string;
  at: string;
  /** User ids: who made it. */
  by: string;
  /** When it was undone; null while it stands. */
  undone: string | null;
};

/** The contact that an id means: itself, or the survivor of its merges (G9); undefined where it is gone. */
export async function rootContact(db: BookDb, id: string): Promise<StoredContact | undefined> {
  return guardStorage(async () => {
    const contact = await db.contacts.get(id);
    if (contact) return contact;
    return db.contacts.get((await survivorsOf(db, [id])).get(id) ?? id);
  });
}

/** The ids of a contact and of all that are merged into it, itself first. */
export async function contactGroup(db: BookDb, id: string): Promise<string[]> {
  const groups = await guardStorage(() => mergedInto(db, [id]));
  return [id, ...(groups.get(id) ?? []).map((one) => one.id)];
}

/** The merges into a contact and into all that are merged into it, newest first, the undone ones among them (R7). */
export async function mergesOf(db: BookDb, contactId: string): Promise<Merge[]> {
  return guardStorage(async () => {
    const of = db.records.where('contactId').anyOf(await contactGroup(db, contactId));
    const found = await of.and(({ kind }) => kind === 'merge').toArray();
    return found.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1)).map(readMerge);
  });
}

/** All merges of the workspace, newest first, the undone ones among them (B25). */
export async function allMerges(db: BookDb): Promise<Merge[]> {
  const all = db.records.where('[kind+id]').between(['merge', ''], ['merge', '\uffff']);
  const found = await guardStorage(() => all.sortBy('createdAt'));
  return found.toReversed().map(readMerge);
}

/** The contacts that stand for these, by each id asked for. */
export function survivorIds(db: BookDb, ids: readonly string[]): Promise<Map<string, string>> {
  return guardStorage(() => survivorsOf(db, ids));
}

function readMerge({ id, contactId, fields, createdAt: at, createdBy: by }: RecordRow): Merge {
  return {
    id,
    from: textOf(fields, 'from'),
    into: contactId ?? '',
    name: textOf(fields, 'name'),
    at,
    by,
    undone: textOf(fields, 'undone') || null,
  };
}
