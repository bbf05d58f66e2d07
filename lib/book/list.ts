import { foldText } from '#lib/model/text.ts';
import type { ListPage, ListQuery, ListRow } from '#lib/messages/book.ts';
import { factsOfContacts } from '#lib/store/facts.ts';
import { counts, newestContacts } from '#lib/store/read-list.ts';
import { idsOf } from './filter.ts';
import type { Replica } from './replica.ts';
import { summaries } from './view-contact.ts';

/**
 * A window of the contacts that match (A34 to A38): found and sorted in packed text, only the window's rows are read.
 * What every popup opens with, the newest, is read without that: a worker that slept has no packed text in memory.
 */
export async function list(replica: Replica, query: ListQuery): Promise<ListPage> {
  const isNewest = query.sort === 'newest' && !query.filter;
  const { total, ids } = await (isNewest ? newest(replica, query) : search(replica, query));
  const rows = await withFacts(replica, await summaries(replica, ids), query.columns);
  // Whoever opened a popup is about to search: what is searched is read while they begin to type.
  if (isNewest) void replica.search().catch(() => undefined);
  return { total, offset: query.offset, rows };
}

type Window = { total: number; ids: string[] };

async function search(replica: Replica, query: ListQuery): Promise<Window> {
  const all = await idsOf(replica, query, 1_000_000);
  const { sort, offset, limit } = query;
  const window = (ids: string[]) => ({ total: ids.length, ids: ids.slice(offset, offset + limit) });
  if (sort === 'best') return window(all);
  const by = sort === 'newest' ? { by: 'createdAt', descending: true } : sort;
  const facts = await factsOfContacts(replica.db, all);
  const keyOf = (id: string) => foldText(String(facts.get(id)?.[by.by] ?? ''));
  const known = all.filter((id) => keyOf(id) !== '');
  const sorted = known.toSorted(
    (a, b) => (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b))) * (by.descending ? -1 : 1),
  );
  return window([...sorted, ...all.filter((id) => keyOf(id) === '')]);
}

async function withFacts(
  { db }: Replica,
  rows: ListRow[],
  columns: readonly string[] | undefined,
): Promise<ListRow[]> {
  if (!columns) return rows;
  const facts = await factsOfContacts(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...row,
    facts: Object.fromEntries(
      Object.entries(facts.get(row.id) ?? {}).filter(([key]) => columns.includes(key)),
    ),
  }));
}

/** The index of the browser is walked entry by entry, so this is for the beginning of the list. */
async function newest({ db }: Replica, window: ListQuery): Promise<Window> {
  const [{ contacts: total }, ids] = await Promise.all([counts(db), newestContacts(db, window)]);
  return { total, ids };
}
