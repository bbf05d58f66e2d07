import { useRef } from 'react';
import type { Book } from '#lib/messages/book.ts';

/** For `useWrite`: asked for again before it has answered, it is not done again. A double click is one click. */
export function useOnce<Input, Output>(write: (book: Book, input: Input) => Promise<Output>) {
  const writing = useRef<Promise<Output> | null>(null);
  return (book: Book, input: Input): Promise<Output> => {
    writing.current ??= write(book, input).finally(() => {
      writing.current = null;
    });
    return writing.current;
  };
}
