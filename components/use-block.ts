import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useBook, useWrite } from '#components/use-book.ts';

/** A window of who is blocked, the latest first (B56). */
export function useBlockedContacts(window: { offset: number; limit: number }) {
  const book = useBook();
  return useQuery({
    queryKey: ['book', 'blocked', window],
    queryFn: () => book.blockedContacts(window),
    placeholderData: keepPreviousData,
  });
}

/** Contacts page only (X5). */
export const useBlock = () =>
  useWrite((book, { contactId, reason }: { contactId: string; reason: string }) =>
    book.block(contactId, reason),
  );
/** Contacts page only (X5). */
export const useUnblock = () => useWrite((book, contactId: string) => book.unblock(contactId));
