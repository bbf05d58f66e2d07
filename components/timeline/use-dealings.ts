import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { TimelineFilter, TimelinePart } from '#lib/messages/dealings.ts';
import { useBook, useStatus } from '#components/use-book.ts';

/** Entries that are shown at first, a screenful and a half, and each time more are asked for. */
const [FIRST, MORE] = [40, 100];

/**
 * What happened with a contact, newest first (E44), as far as it was asked for: one question, however much is shown, since
 * each is asked anew whenever the book changes. What this device knows is shown before the server is heard.
 */
export function useTimeline(contactId: string, filter: TimelineFilter) {
  const book = useBook();
  const [limits, setLimits] = useState<Partial<Record<TimelineFilter, number>>>({});
  const limit = limits[filter] ?? FIRST;
  const isTeam = Boolean(useStatus().data?.workspace);
  const asks = isTeam && filter === 'all';
  const ask = (isLocal: boolean) => ({
    queryKey: ['book', 'timeline', contactId, filter, isLocal, limit],
    queryFn: () => book.timeline(contactId, { filter, limit, isLocal }),
    placeholderData: (
      former: TimelinePart | undefined,
      { queryKey }: { queryKey?: readonly unknown[] } = {},
    ) => (queryKey?.[3] === filter && queryKey[2] === contactId ? former : undefined),
    gcTime: 60_000,
  });
  const local = useQuery(ask(true));
  const whole = useQuery({ ...ask(false), enabled: asks });
  return {
    part: (asks && !whole.isPlaceholderData ? whole.data : null) ?? local.data ?? null,
    error: local.error,
    retry: () => void local.refetch(),
    isGrowing: local.isPlaceholderData,
    more: () => setLimits({ ...limits, [filter]: limit + MORE }),
  };
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
