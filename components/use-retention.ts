import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Retention } from '#lib/model/retention.ts';
import { useBook, useWrite } from '#components/use-book.ts';

/** The team's rules of retention, and when this device last kept them. */
export function useRetention() {
  const book = useBook();
  return useQuery({ queryKey: ['book', 'retention'], queryFn: () => book.retention() });
}

/** How many contacts a rule would clear now; not asked while there is no rule. */
export function useOverdue(rule: Retention | null) {
  const book = useBook();
  return useQuery({
    queryKey: ['book', 'overdue', rule],
    queryFn: () => (rule ? book.overdue(rule) : 0),
    enabled: rule !== null,
    placeholderData: keepPreviousData,
  });
}

export const usePutRetention = () =>
  useWrite((book, { rule, id }: { rule: Retention; id: string | undefined }) => book.putRetention(rule, id));
export const useDeleteRetention = () => useWrite((book, id: string) => book.deleteRetention(id));
