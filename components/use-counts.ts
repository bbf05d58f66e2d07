import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useBook } from '#components/use-book.ts';
import type { Filter } from '#lib/model/filter.ts';

/** How many contacts match each filter, in their order: of segments, or of one while it is edited (E12, E23). */
export function useCounts(filters: readonly Filter[], options: { enabled?: boolean } = {}) {
  const book = useBook();
  return useQuery({
    queryKey: ['book', 'count', filters],
    queryFn: () => book.count([...filters]),
    placeholderData: keepPreviousData,
    enabled: (options.enabled ?? true) && filters.length > 0,
  });
}
