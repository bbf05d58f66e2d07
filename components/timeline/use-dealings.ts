import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { TimelineFilter, TimelinePlace } from '#lib/messages/dealings.ts';
import { useBook } from '#components/use-book.ts';

/** Entries of one part: a screenful and a half. */
const PART = 40;

/** What happened with a contact, newest first, part by part (E44). */
export function useTimeline(contactId: string, filter: TimelineFilter) {
  const book = useBook();
  return useInfiniteQuery({
    queryKey: ['book', 'timeline', contactId, filter],
    queryFn: ({ pageParam }) =>
      book.timeline(contactId, { filter, limit: PART, ...(pageParam && { before: pageParam }) }),
    initialPageParam: null as TimelinePlace | null,
    getNextPageParam: ({ before }) => before,
  });
}

/** One ticket; not asked while there is none. */
export function useTicket(id: string | null) {
  const book = useBook();
  return useQuery({
    queryKey: ['book', 'ticket', id ?? ''],
    queryFn: () => book.ticket(id ?? ''),
    enabled: id !== null,
  });
}

/** Whether the team's server sends tickets (E36); asked of the server, so asked again each time somebody writes one. */
export function useMailServer() {
  const book = useBook();
  return useQuery({ queryKey: ['mail-server'], queryFn: () => book.mailServer(), staleTime: 60_000 });
}

export function useDepartments() {
  const book = useBook();
  return useQuery({ queryKey: ['book', 'departments'], queryFn: () => book.departments() });
}

/** Another contact that has an address, as it is typed (X2). */
export function useEmailHolder(address: string, contactId: string) {
  const book = useBook();
  return useQuery({
    queryKey: ['book', 'email-holder', contactId, address],
    queryFn: () => book.emailHolder(address, contactId),
    enabled: address.includes('@'),
    gcTime: 10_000,
  });
}
