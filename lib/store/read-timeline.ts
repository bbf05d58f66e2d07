import type { RecordRow } from '#lib/protocol/rows.ts';
import type { BookDb } from './db.ts';
import { contactGroup } from './read-merges.ts';
import { guardStorage } from './refusal.ts';

/** The records of some kinds of a contact, and of all that is merged into it, in no order. */
export async function recordsOfKinds(
  db: BookDb,
  contactId: string,
  kinds: readonly string[],
): Promise<RecordRow[]> {
  const group = await contactGroup(db, contactId);
  const pairs = group.flatMap((id) => kinds.map((kind) => [id, kind]));
  return guardStorage(() => db.records.where('[contactId+kind]').anyOf(pairs).toArray());
}
