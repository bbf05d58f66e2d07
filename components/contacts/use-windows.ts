import { useMemo } from 'react';
import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useBook } from '#components/use-book.ts';
import type { ListPage, ListQuery, ListRow } from '#lib/messages/book.ts';

/** Contacts asked for at once: two screens of rows. */
export const WINDOW = 100;
/** A window is asked for so many rows before it is seen: rows that came all in one frame would hold it up. */
const AHEAD = 60;

const WINDOWS = ['book', 'windows'];

export type Windows = {
  total: number;
  /** The contact of a row, or null while its window is on its way. */
  row: (index: number) => ListRow | null;
  /** Where a contact stands among the windows that are here; -1 where it does not. */
  find: (id: string) => number;
  isLoading: boolean;
  /** Still the answer to a former search. */
  isOld: boolean;
  error: Error | null;
  retry: () => void;
};

/** What a list shows: who, in which order, with the values of which attributes. */
export type Question = Pick<ListQuery, 'text' | 'filter' | 'sort'> & { columns: readonly string[] };

/**
 * The windows of the list that can be seen, out of any number of contacts: each is asked for when it comes near, kept,
 * and asked for anew when the book changes; what was seen stays until the new answer is there.
 * @param first the first row wanted, `last` the last; beyond the list's end nothing is asked for
 */
export function useWindows(question: Question, first: number, last: number): Windows {
  const book = useBook();
  const query = asked(question);
  const ask = (window: number) => ({
    queryKey: [...WINDOWS, query, window],
    queryFn: () => book.list({ ...query, offset: window * WINDOW, limit: WINDOW }),
    gcTime: 60_000,
  });
  // The first window is always held: it knows the total, and stands for the former search until the new one is there.
  const head = useQuery({ ...ask(0), placeholderData: keepPreviousData });
  const end = (head.data?.total ?? 0) - 1;
  const wanted = windowsBetween(first, Math.min(last, end));
  const others = useQueries({ queries: wanted.map(ask) });
  const pages = new Map<number, ListPage>();
  wanted.forEach((window, at) => {
    const page = others[at]?.data;
    if (page) pages.set(window, page);
  });
  if (head.data) pages.set(0, head.data);
  return {
    total: head.data?.total ?? 0,
    row: (index) => pages.get(Math.floor(index / WINDOW))?.rows[index % WINDOW] ?? null,
    find: (id) => findRow(pages, id),
    isLoading: head.isPending,
    isOld: head.isPlaceholderData,
    error: head.error ?? others.find(({ error }) => error)?.error ?? null,
    retry: () => void Promise.all([head, ...others].map((one) => one.refetch())),
  };
}

/** What the list has said of a contact already, to be shown until all of it is here; null where it has not. */
export function useListed(id: string): ListRow | null {
  const client = useQueryClient();
  return useMemo(() => {
    const pages = client.getQueriesData<ListPage>({ queryKey: WINDOWS });
    for (const [, page] of pages) {
      const row = page?.rows.find((one) => one.id === id);
      if (row) return row;
    }
    return null;
  }, [client, id]);
}

/** The newest first is what the book has at hand: it is asked for as that. */
function asked({ text, filter, sort, columns }: Question): Omit<ListQuery, 'offset' | 'limit'> {
  const isNewest = typeof sort === 'object' && sort.by === 'createdAt' && sort.descending;
  const isAll = !filter || filter.groups.length === 0;
  return { text, sort: isNewest ? 'newest' : sort, columns: [...columns], ...(!isAll && { filter }) };
}

/** The window that a row is in, by its first row. */
export function windowStart(row = 0): number {
  return Math.floor(row / WINDOW) * WINDOW;
}

/** The windows that rows from `first` to `last` need now or soon, each by its first row. */
export function windowsAround(first = 0, last = 0): { first: number; last: number } {
  return { first: windowStart(Math.max(0, first - AHEAD)), last: windowStart(last + AHEAD) };
}

/** Windows but the first, which is held anyway. */
function windowsBetween(first: number, last: number): number[] {
  const from = Math.max(1, Math.floor(first / WINDOW));
  const to = Math.floor(Math.max(last, 0) / WINDOW);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}

function findRow(pages: ReadonlyMap<number, ListPage>, id: string): number {
  for (const [window, page] of pages) {
    const at = page.rows.findIndex((row) => row.id === id);
    if (at !== -1) return window * WINDOW + at;
  }
  return -1;
}
