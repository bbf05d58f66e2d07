import { useQuery } from '@tanstack/react-query';
import { useBook } from '#components/use-book.ts';

/** Who may be the same person as a contact, the surest first; not asked while the id is null. */
export function useTwins(contactId: string | null) {
  const book = useBook();
  return useQuery({
    queryKey: ['book', 'twins', contactId],
    queryFn: () => book.twins(contactId ?? ''),
    enabled: contactId !== null,
  });
}

/** The possible duplicates of the whole book (B20, B26). */
export function useAllTwins({ enabled = true }: { enabled?: boolean } = {}) {
  const book = useBook();
  return useQuery({ queryKey: ['book', 'twins'], queryFn: () => book.twins(), enabled });
}
