import { useRef } from 'react';
import type { Book } from '#lib/messages/book.ts';

/** For `useWrite`: the same, asked for again before it has answered, is not done again. A double click is one click. */
export function useOnce<Input, Output>(write: (book: Book, input: Input) => Promise<Output>) {
  const writing = useRef<{ what: string | undefined; answer: Promise<Output> } | null>(null);
  return (book: Book, input: Input): Promise<Output> => {
    const what = JSON.stringify(input) as string | undefined;
    if (writing.current && writing.current.what === what) return writing.current.answer;
    const answer = write(book, input).finally(() => {
      if (writing.current?.answer === answer) writing.current = null;
    });
    writing.current = { what, answer };
    return answer;
  };
}
