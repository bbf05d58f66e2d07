import { columnRows } from '#lib/store/build-columns.ts';
import type { BookDb } from '#lib/store/db.ts';
import { factsOfContacts } from '#lib/store/facts.ts';
import { packedBlocks } from '#lib/store/read-list.ts';

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
