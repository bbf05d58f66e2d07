import type { BlockedPage } from '#lib/messages/definitions.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { recordsOfKind } from '#lib/store/read-contacts.ts';
import { survivorIds } from '#lib/store/read-merges.ts';
import { viewBlocks } from './block.ts';
import type { Replica } from './replica.ts';
import { summaries } from './view-contact.ts';

/** Who is blocked, the latest first (B56). */
export async function blockedContacts(
  replica: Replica,
  { offset, limit }: { offset: number; limit: number },
): Promise<BlockedPage> {
  const { db } = replica;
  const blocks = (await recordsOfKind(db, 'block')).filter(({ contactId }) => contactId !== null);
  const survivors = await survivorIds(
    db,
    blocks.map(({ contactId }) => contactId ?? ''),
  );
  const byContact = Map.groupBy(blocks, ({ contactId }) => survivors.get(contactId ?? '') ?? '');
  const newest = [...byContact].toSorted(([, a], [, b]) => (timeOf(a) < timeOf(b) ? 1 : -1));
  const shown = new Map(newest.slice(offset, offset + limit));
  const [rows, views] = await Promise.all([summaries(replica, [...shown.keys()]), viewBlocks(db, shown)]);
  return {
    total: byContact.size,
    offset,
    rows: rows.flatMap((row) => {
      const blocked = views.get(row.id);
      return blocked ? [{ ...row, blocked }] : [];
    }),
  };
}

const timeOf = ([first]: readonly RecordRow[]) => first?.createdAt ?? '';
