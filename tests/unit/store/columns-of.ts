import { SIGNATURE_SIZE, signatureOf } from '#lib/search/signature.ts';
import { columnRows } from '#lib/store/build-columns.ts';
import type { BookDb } from '#lib/store/db.ts';
import { factsOfContacts } from '#lib/store/facts.ts';
import { blockOfPart } from '#lib/store/parts.ts';
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

/** The signatures of all parts as they are stored, and as they are made from the parts alone. */
export async function signaturesOf(db: BookDb) {
  const stored = (await db.searchSignatures.toArray()).flatMap(({ id, signatures }) =>
    Array.from({ length: signatures.length / SIGNATURE_SIZE }, (_, i) => [
      id,
      hex(signatures.subarray(i * SIGNATURE_SIZE, (i + 1) * SIGNATURE_SIZE)),
    ]),
  );
  const parts = await db.searchParts.toArray();
  return {
    stored,
    expected: parts.map(({ id, lines }) => [blockOfPart(id), hex(signatureOf(lines))]),
  };
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
