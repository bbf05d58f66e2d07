import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Book } from '#lib/messages/book.ts';
import type { ImportState } from '#lib/messages/exchange.ts';
import { useBook } from '#components/use-book.ts';

/** Milliseconds between two looks at an import that is under way. */
const LOOK = 500;

const IMPORTS = ['imports'];

const isMoving = (state: ImportState) => state === 'checking' || state === 'writing';

/**
 * Imports that are not put away, newest first; looked at again and again while one is under way. Under a key of its own:
 * what an import writes makes the book old many times a second, and a question that is asked anew each time has no answer.
 */
export function useImports() {
  const book = useBook();
  return useQuery({
    queryKey: IMPORTS,
    staleTime: 0,
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

/** Something done to an import; how it stands is asked for again when it is done. */
export function useImportWrite<Input>(write: (book: Book, input: Input) => Promise<void>) {
  const book = useBook();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => write(book, input),
    onSettled: () => client.invalidateQueries({ queryKey: IMPORTS }),
  });
}
