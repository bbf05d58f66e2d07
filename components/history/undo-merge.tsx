import { Undo2 } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { useBook, useWrite } from '#components/use-book.ts';
import { useOnce } from '#components/use-once.ts';
import { t } from '#lib/i18n/words.ts';
import type { MergeView } from '#lib/messages/past.ts';
import css from './history.module.css';

/** Takes a merge back, for whoever may; of one that was taken back, or is not theirs to take back, it says so. */
export function UndoMerge({ merge }: { merge: MergeView }) {
  const say = useToast();
  const open = useBook();
  const unmerge = useOnce<void, void>(async (book) => {
    const contact = await book.unmerge(merge.id);
    const action = {
      words: t('merge_open'),
      onPress: () => void open.openContactsPage({ contact: contact.id }),
    };
    say({ words: t('merge_undone', contact.name), tone: 'good', action });
  });
  const undo = useWrite(unmerge);
  if (merge.isUndone) return <span className={css.about}>{t('merge_is_undone')}</span>;
  if (!merge.mayUndo) return <span className={css.about}>{t('merge_needs_role')}</span>;
  return (
    <>
      <Button
        size="s"
        variant="quiet"
        icon={<Undo2 aria-hidden />}
        isBusy={undo.isPending}
        onPress={() => undo.mutate(undefined)}
      >
        {t('merge_undo')}
      </Button>
      {undo.error && (
        <span role="alert" className={css.problem}>
          {problemText(undo.error)}
        </span>
      )}
    </>
  );
}
