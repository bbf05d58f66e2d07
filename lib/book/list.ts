import type { ListPage, ListQuery } from '#lib/messages/book.ts';
import type { Order } from '#lib/search/order.ts';
import { counts, newestContacts } from '#lib/store/read-list.ts';
import type { Replica } from './replica.ts';
import { summaries } from './view-contact.ts';

/**
 * A window of the contacts that match (A34 to A38): found and sorted in packed text, only the window's rows are read.
 * What every popup opens with, the newest, is read without that: a worker that slept has no packed text in memory.
 */
export async function list(replica: Replica, query: ListQuery): Promise<ListPage> {
  const { sort } = query;
  const { total, ids } = await (sort === 'newest'
    ? newest(replica, query)
    : search(replica, { ...query, sort }));
  const rows = await summaries(replica, ids);
  // Whoever opened a popup is about to search: what is searched is read while they begin to type.
  if (sort === 'newest') void replica.search().catch(() => undefined);
  return { total, offset: query.offset, rows };
}

type Window = { total: number; ids: string[] };

async function search(
  replica: Replica,
  { text, sort, offset, limit }: ListQuery & { sort: Order },
): Promise<Window> {
  return (await replica.search()).window({ text, order: sort, offset, limit });
}

/** The index of the browser is walked entry by entry, so this is for the beginning of the list. */
async function newest({ db }: Replica, window: ListQuery): Promise<Window> {
  const [{ contacts: total }, ids] = await Promise.all([counts(db), newestContacts(db, window)]);
  return { total, ids };
}
