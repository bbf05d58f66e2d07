import { useQuery } from '@tanstack/react-query';
import type { ImportState } from '#lib/messages/exchange.ts';
import { useBook } from '#components/use-book.ts';

/** Milliseconds between two looks at an import that is under way. */
const LOOK = 500;

const isMoving = (state: ImportState) => state === 'checking' || state === 'writing';

/** Imports that are not put away, newest first; looked at again and again while one is under way. */
export function useImports() {
  const book = useBook();
  return useQuery({
    queryKey: ['book', 'imports'],
    queryFn: () => book.imports(),
    refetchInterval: ({ state: { data } }) => (data?.some(({ state }) => isMoving(state)) ? LOOK : false),
  });
}

/** What erasing a person removes (R9). */
export function useErasure(contactId: string) {
  const book = useBook();
  return useQuery({
    queryKey: ['book', 'erasure', contactId],
    queryFn: () => book.erasure(contactId),
  });
}
