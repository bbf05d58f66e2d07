import type { Facts } from '#lib/model/attribute.ts';
import type { ListPage, ListQuery, ListRow } from '#lib/messages/book.ts';
import { columnOf, type Order } from '#lib/search/order.ts';
import { factsOfContacts } from '#lib/store/facts.ts';
import { counts, newestContacts } from '#lib/store/read-list.ts';
import { readyOne } from './filter.ts';
import { labelsOf } from './labels.ts';
import type { Replica } from './replica.ts';
import { summaries } from './view-contact.ts';

/**
 * A window of the contacts that match (A34 to A38, E10 to E17): found and sorted in packed text and columns of facts, only
 * the window's rows are read. What every popup opens with, the newest, is read without that: a worker that slept has no
 * packed text in memory.
 */
export async function list(replica: Replica, query: ListQuery): Promise<ListPage> {
  const isNewest = query.sort === 'newest' && !query.filter;
  const { total, ids } = await (isNewest ? newest(replica, query) : search(replica, query));
  const rows = await withFacts(replica, await summaries(replica, ids), query.columns ?? []);
  // Whoever opened a popup is about to search, and who has searched goes on: what is searched is read meanwhile.
  if (isNewest || !replica.isWarm()) void warm(replica).catch(() => undefined);
  return { total, offset: query.offset, rows };
}

async function warm(replica: Replica): Promise<void> {
  await replica.search();
  await replica.build();
}

type Window = { total: number; ids: string[] };

async function search(replica: Replica, query: ListQuery): Promise<Window> {
  const filter = query.filter && (await readyOne(replica, query.filter));
  const order = await orderOf(replica, query.sort);
  const sorted = columnOf(order);
  const columns = [...(filter?.columns ?? []), ...(sorted === null ? [] : [sorted])];
  const text = query.sort === 'newest' ? '' : query.text;
  const few = filter || columns.length > 0 ? null : await replica.glance(text);
  const index = few ?? (await replica.search(columns.length > 0 ? columns : undefined));
  const { offset, limit } = query;
  return index.window({ text, filter: filter ?? undefined, order, offset, limit });
}

async function orderOf(replica: Replica, sort: ListQuery['sort']): Promise<Order> {
  if (sort === 'newest') return { by: 'createdAt', descending: true };
  if (sort === 'best') return sort;
  const labels = await labelsOf(replica, sort.by);
  return labels ? { ...sort, labels } : sort;
}

/** Made from the rows: these are few, and so they are right whatever is in memory. */
async function withFacts({ db }: Replica, rows: ListRow[], columns: readonly string[]): Promise<ListRow[]> {
  if (columns.length === 0) return rows;
  const facts = await factsOfContacts(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, facts: pick(facts.get(row.id) ?? {}, columns) }));
}

function pick(facts: Facts, columns: readonly string[]): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([key]) => columns.includes(key)));
}

/** The index of the browser is walked entry by entry, so this is for the beginning of the list. */
async function newest({ db }: Replica, window: ListQuery): Promise<Window> {
  const [{ contacts: total }, ids] = await Promise.all([counts(db), newestContacts(db, window)]);
  return { total, ids };
}
