import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { useWrite } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import type { ConflictView, ConflictWay } from '#lib/messages/past.ts';
import { KeptSide, OtherSide } from './conflict-sides.tsx';
import { ConflictWays } from './conflict-ways.tsx';
import { conflictWords, wayWords } from './conflict-words.ts';
import css from './conflicts.module.css';

export type ConflictProps = {
  conflict: ConflictView;
  /** The contact beside which it is shown: not named as a way to itself. */
  beside?: string;
};

/** What happened, what was kept, who or what stands in the way, and the ways out. */
export function ConflictBody({ conflict, beside }: ConflictProps) {
  const say = useToast();
  const settle = useWrite(async (book, way: ConflictWay) => {
    await book.settleConflict(conflict.id, way);
    // Said here: the card is gone by the time that all others have been asked for again.
    say({ words: t('conflict_settled', wayWords(way, conflict)), tone: 'good' });
  });
  return (
    <div className={css.body}>
      <p>{conflictWords(conflict).what}</p>
      <div className={css.sides}>
        <KeptSide conflict={conflict} />
        <OtherSide conflict={conflict} beside={beside} />
      </div>
      <p role="alert" className={css.problem}>
        {problemText(settle.error)}
      </p>
      <ConflictWays
        conflict={conflict}
        busy={settle.isPending ? settle.variables : null}
        onChoose={settle.mutate}
      />
    </div>
  );
}
