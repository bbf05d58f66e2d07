import type { Field, FieldSet } from '#lib/model/field.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { PullPage } from '#lib/protocol/pull.ts';
import { applyPage, nextToPull } from '#lib/store/apply-page.ts';
import { columnRows } from '#lib/store/build-columns.ts';
import type { BookDb } from '#lib/store/db.ts';
import { factsOfContacts } from '#lib/store/facts.ts';
import { clientId } from '#lib/store/outbox.ts';
import { packedBlocks } from '#lib/store/read-list.ts';
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

/** The columns as they are stored, and as they are made from the rows alone. */
export async function columnsOf(db: BookDb) {
  const blocks = await packedBlocks(db);
  const expected = await Promise.all(
    blocks.map(async ({ id, ids }) => {
      const facts = await factsOfContacts(db, ids);
      return columnRows(
        id,
        ids.map((one) => facts.get(one) ?? {}),
      );
    }),
  );
  const sorted = (rows: { attribute: string; block: number; json: string }[]) =>
    rows.map(({ attribute, block, json }) => `${block} ${attribute} ${json}`).toSorted();
  return { stored: sorted(await db.factColumns.toArray()), expected: sorted(expected.flat()) };
}
