import { useRef } from 'react';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { useWrite } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import type { Book } from '#lib/messages/book.ts';
import type { ContactRef } from '#lib/messages/problem.ts';

/**
 * "Not the same person" (G7): remembered for the team at once, and taken back by the toast. All that is said is said in
 * the write itself: what asked for it is gone from the surface by then. Until it is gone it is not asked for again.
 */
export function useNotSame() {
  const say = useToast();
  const put = (book: Book, [a, b]: Pair, are: boolean) =>
    book.putDifferent(a.id, b.id, are).then(
      () => true,
      (error: unknown) => {
        say({ words: problemText(error), tone: 'bad' });
        return false;
      },
    );
  const undo = useWrite((book, pair: Pair) => put(book, pair, false));
  const { mutate } = useWrite(async (book, pair: Pair) => {
    if (!(await put(book, pair, true))) return;
    const words = t('twins_not_same_done', pair[0].name, pair[1].name);
    say({ words, action: { words: t('ui_undo'), onPress: () => undo.mutate(pair) } });
  });
  const asked = useRef<string>(null);
  return (pair: Pair) => {
    const ids = pair.map(({ id }) => id).join();
    if (asked.current === ids) return;
    asked.current = ids;
    mutate(pair, { onSettled: () => (asked.current = null) });
  };
}

type Pair = readonly [ContactRef, ContactRef];
