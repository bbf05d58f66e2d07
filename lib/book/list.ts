import type { ListPage, ListQuery } from '#lib/messages/book.ts';
import type { Replica } from './replica.ts';
import { summaries } from './view-contact.ts';

/** A window of the contacts that match (A34 to A38): found and sorted in packed text, only the window's rows are read. */
export async function list(replica: Replica, { text, sort, offset, limit }: ListQuery): Promise<ListPage> {
  const index = await replica.search();
  const { total, ids } = await index.window({ text, order: sort, offset, limit });
  return { total, offset, rows: await summaries(replica, ids) };
}
