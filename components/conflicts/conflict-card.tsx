import { useId } from 'react';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { useWrite } from '#components/use-book.ts';
import { formatMoment } from '#lib/i18n/dates.ts';
import { t } from '#lib/i18n/words.ts';
import type { ConflictView, ConflictWay } from '#lib/messages/book.ts';
import { KeptSide, OtherSide } from './conflict-sides.tsx';
import { ConflictWays } from './conflict-ways.tsx';
import { conflictWords, wayWords } from './conflict-words.ts';
import css from './conflicts.module.css';

export type ConflictCardProps = {
  conflict: ConflictView;
  /** The contact beside which it is shown: not named as a way to itself. */
  beside?: string;
};

/** One conflict: what was kept, who or what stands in the way, and the ways out. */
export function ConflictCard({ conflict, beside }: ConflictCardProps) {
  const id = useId();
  const say = useToast();
  const { title, what } = conflictWords(conflict);
  const settle = useWrite(async (book, way: ConflictWay) => {
    await book.settleConflict(conflict.id, way);
    // Said here: the card is gone by the time that all others have been asked for again.
    say({ words: t('conflict_settled', wayWords(way, conflict)), tone: 'good' });
  });
  return (
    <article className={css.card} aria-labelledby={id}>
      <header className={css.head}>
        <h2 id={id} className={css.title}>
          {title}
        </h2>
        <time dateTime={conflict.createdAt} className={css.time}>
          {formatMoment(conflict.createdAt)}
        </time>
      </header>
      <p>{what}</p>
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
    </article>
  );
}
