import { createContext, use } from 'react';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import type { Book, ContactView, Draft, ListQuery } from '#lib/messages/book.ts';
import type { HistoryPlace } from '#lib/messages/past.ts';
import type { BookEvent } from '#lib/messages/events.ts';

/**
 * The only door of the surfaces to the book. Every answer is kept by TanStack Query under a key of this file and
 * asked for again when the background tells of a change. `error` of a query or mutation is a `ProblemError`:
 * `problemText(error)` of `problem-text.ts` says it.
 */
export const BookContext = createContext<Book | null>(null);

const keys = {
  /** All that a `book-changed` makes old. */
  book: ['book'],
  contact: (id: string) => ['book', 'contact', id],
  here: ['here'],
  status: ['status'],
  connection: ['connection'],
  workspaces: ['workspaces'],
} as const;

/** @throws outside a `BookProvider` */
export function useBook(): Book {
  const book = use(BookContext);
  if (!book) throw new Error('useBook needs a BookProvider above it');
  return book;
}

/** Makes what an event is about old, so that what is on the screen is asked for again. */
export function heard(client: QueryClient, { event }: BookEvent): void {
  const old = {
    'book-changed': [keys.book, keys.here, keys.status, keys.workspaces],
    'here-changed': [keys.here],
    'status-changed': [keys.status, keys.connection, keys.workspaces],
  }[event];
  for (const queryKey of old) void askAgain(client, queryKey);
}

/**
 * Asks again for what is shown under a key. A first answer that is on its way was asked for before the change, and
 * TanStack Query would take it for the newest: it is asked for once more when it has come.
 */
async function askAgain(client: QueryClient, queryKey: readonly string[]): Promise<void> {
  const begun = client
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: 'fetching' })
    .filter(({ state }) => state.data === undefined);
  await client.invalidateQueries({ queryKey });
  await Promise.all(
    begun.map((query) => client.invalidateQueries({ queryKey: query.queryKey, exact: true })),
  );
}

export function useStatus() {
  const book = useBook();
  return useQuery({ queryKey: keys.status, queryFn: () => book.status() });
}

export function useConnection() {
  const book = useBook();
  return useQuery({ queryKey: keys.connection, queryFn: () => book.connection() });
}

/** The workspaces to choose among (E3). */
export function useWorkspaces() {
  const book = useBook();
  return useQuery({ queryKey: keys.workspaces, queryFn: () => book.workspaces() });
}

/** What the tab shows. A former answer that comes late is dropped: only the newest question counts. */
export function useHere() {
  const book = useBook();
  return useQuery({ queryKey: keys.here, queryFn: () => book.here() });
}

/** One contact, whole; `data` is null where it was deleted. Not asked while `id` is null. */
export function useContact(id: string | null) {
  const book = useBook();
  return useQuery({
    queryKey: keys.contact(id ?? ''),
    queryFn: () => book.contact(id ?? ''),
    enabled: id !== null,
  });
}

/** A window of the list. While the next one is on its way the former one stays. */
export function useContactList(query: ListQuery, options: { enabled?: boolean } = {}) {
  const book = useBook();
  return useQuery({
    queryKey: [...keys.book, 'list', query],
    queryFn: () => book.list(query),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  });
}

/** The problems of a draft as it is typed. Until the book has answered for this draft the former answer stays. */
export function useDraftCheck(draft: Draft | null) {
  const book = useBook();
  return useQuery({
    queryKey: [...keys.book, 'check', draft],
    queryFn: () => (draft ? book.check(draft) : []),
    placeholderData: keepPreviousData,
    enabled: draft !== null,
    gcTime: 10_000,
  });
}

export function useIntegrations() {
  const book = useBook();
  return useQuery({ queryKey: [...keys.book, 'integrations'], queryFn: () => book.integrations() });
}

export function useConflicts() {
  const book = useBook();
  return useQuery({ queryKey: [...keys.book, 'conflicts'], queryFn: () => book.conflicts() });
}

export function useMerges(contactId: string) {
  const book = useBook();
  return useQuery({
    queryKey: [...keys.book, 'merges', contactId],
    queryFn: () => book.merges(contactId),
  });
}

/** What was done to a contact, part by part; the server's, so no event makes it old: whoever shows it asks again. */
export function useHistory(contactId: string) {
  const book = useBook();
  return useInfiniteQuery({
    queryKey: ['history', contactId],
    queryFn: ({ pageParam }) => book.history(contactId, pageParam ?? undefined),
    initialPageParam: null as HistoryPlace | null,
    getNextPageParam: ({ before }) => before,
  });
}

/**
 * A write: `const putNote = useWrite((book, text: string) => book.putNote(id, text))`, then `putNote.mutate(text)`.
 * All that is shown is asked for again when it is done, so that the surface is right without waiting for the event.
 * @param guess what one contact will look like, shown at once and taken back if the book refuses
 */
export function useWrite<Input, Output>(
  write: (book: Book, input: Input) => Promise<Output>,
  guess?: (input: Input) => { id: string; change: (contact: ContactView) => ContactView },
): UseMutationResult<Output, Error, Input, { undo?: () => void }> {
  const book = useBook();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => write(book, input),
    onMutate: async (input: Input): Promise<{ undo?: () => void }> =>
      guess ? show(client, guess(input)) : {},
    onError: (_error, _input, context) => context?.undo?.(),
    onSettled: () =>
      Promise.all([keys.book, keys.here, keys.status].map((queryKey) => askAgain(client, queryKey))),
  });
}

async function show(
  client: QueryClient,
  { id, change }: { id: string; change: (contact: ContactView) => ContactView },
): Promise<{ undo?: () => void }> {
  const queryKey = keys.contact(id);
  await client.cancelQueries({ queryKey });
  const before = client.getQueryData<ContactView | null>(queryKey);
  if (!before) return {};
  client.setQueryData(queryKey, change(before));
  return { undo: () => void client.setQueryData(queryKey, before) };
}
