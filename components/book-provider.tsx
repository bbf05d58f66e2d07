import { useEffect, useState, type ReactNode } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { callBook } from '#lib/messages/call.ts';
import type { Book } from '#lib/messages/book.ts';
import type { BookEvent } from '#lib/messages/events.ts';
import { holdSurface } from '#lib/messages/surface-port.ts';
import { BookContext, heard } from '#components/use-book.ts';

/** The book as a surface reaches it, and the line on which it hears of changes. Tests put their own in its place. */
export type BookDoor = {
  book: Book;
  /** Calls `listener` for every event until `signal` ends it. */
  listen: (listener: (event: BookEvent) => void, signal: AbortSignal) => void;
};

/** The background's book, over messages. */
export function openBook(): BookDoor {
  return { book: callBook(), listen: holdSurface };
}

/** Gives the surface below it the book; what it shows is asked for again when the background tells of a change. */
export function BookProvider({ door, children }: { door: BookDoor; children: ReactNode }) {
  const [client] = useState(createClient);
  useEffect(() => {
    const end = new AbortController();
    door.listen((event) => heard(client, event), end.signal);
    return () => end.abort();
  }, [door, client]);
  return (
    <QueryClientProvider client={client}>
      <BookContext value={door.book}>{children}</BookContext>
    </QueryClientProvider>
  );
}

/** The book is on this machine: it answers offline, and the call itself knows when asking again makes sense. */
function createClient(): QueryClient {
  const always = { networkMode: 'always', retry: false } as const;
  return new QueryClient({ defaultOptions: { queries: always, mutations: always } });
}
