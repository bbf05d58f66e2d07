import { createContext, use, useMemo, type ReactNode } from 'react';
import { TextCursorInput } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { useBook } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';

type Insert = (text: string) => void;
const InsertContext = createContext<Insert | null>(null);

/** Gives what is below it a page to write into (R11): the sidebar has one, the contacts page has none. */
export function InsertProvider({ children }: { children: ReactNode }) {
  const book = useBook();
  const say = useToast();
  const insert = useMemo<Insert>(() => {
    const undo = async () => {
      const done = await book.undoInsert();
      if (!done) say({ words: t('insert_undo_failed'), tone: 'bad' });
    };
    return (text) =>
      void book.insert(text).then(
        (outcome) =>
          outcome === 'inserted'
            ? say({ words: t('insert_done'), action: { words: t('ui_undo'), onPress: () => void undo() } })
            : say({ words: t('insert_no_box'), tone: 'bad' }),
        (error: unknown) => say({ words: problemText(error), tone: 'bad' }),
      );
  }, [book, say]);
  return <InsertContext value={insert}>{children}</InsertContext>;
}

/** Writes a text into the page's reply box; null where there is no page beside. */
export function useInsert(): Insert | null {
  return use(InsertContext);
}

/** Inserts a value into the answer on the page (D2); nothing where there is no page. @param what the value's name */
export function InsertButton({ value, what }: { value: string; what: string }) {
  const insert = useInsert();
  if (!insert) return null;
  return (
    <IconButton
      size="s"
      label={t('insert_value', what)}
      icon={<TextCursorInput aria-hidden />}
      onPress={() => insert(value)}
    />
  );
}
