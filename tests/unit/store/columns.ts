import type { Field, FieldSet } from '#lib/model/field.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { PullPage } from '#lib/protocol/pull.ts';
import { applyPage, nextToPull } from '#lib/store/apply-page.ts';
import type { BookDb } from '#lib/store/db.ts';
import { clientId } from '#lib/store/outbox.ts';
import { AT, freshDb, page } from './rows.ts';

export const typed = (value: Field['value']): Field => ({ value, origin: 'typed' });
export const put = (kind: string, id: string, contactId: string, set: FieldSet = {}): NewChange => ({
  name: 'record.put',
  args: { kind, id, contactId, set, base: {} },
});
export const take = async (db: BookDb, taken: PullPage) =>
  applyPage(db, { clientId: await clientId(db), cursor: await nextToPull(db) }, taken, AT);

/** A replica that has had its first sync: from now on every write keeps the columns right by itself. */
export async function syncedDb(): Promise<BookDb> {
  const db = await freshDb();
  await take(db, page(1, {}));
  return db;
}
