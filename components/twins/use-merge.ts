import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { useWrite } from '#components/use-book.ts';
import { useOnce } from '#components/use-once.ts';
import { t } from '#lib/i18n/words.ts';
import type { MergeChoices } from '#lib/messages/past.ts';
import type { ContactRef } from '#lib/messages/problem.ts';

type MergeOrder = { from: ContactRef; into: ContactRef; choices: MergeChoices };

/** Merges, says so, and offers to undo it at once (B24); later its history does (R7). */
export function useMerge() {
  const say = useToast();
  const undo = useWrite(async (book, id: string) => {
    try {
      const { name } = await book.unmerge(id);
      say({ words: t('merge_undone', name), tone: 'good' });
    } catch (error) {
      say({ words: problemText(error), tone: 'bad' });
    }
  });
  const merge = useOnce(async (book, { from, into, choices }: MergeOrder) => {
    const id = await book.merge(from.id, into.id, choices);
    say({
      words: t('merge_done', from.name, choices.name ?? into.name),
      tone: 'good',
      action: { words: t('merge_undo'), onPress: () => undo.mutate(id) },
    });
  });
  return useWrite(merge);
}
