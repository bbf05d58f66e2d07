import { Avatar } from '#components/ui/avatar.tsx';
import { actWords } from '#components/contact/change-words.ts';
import { ValueList } from '#components/contact/value-list.tsx';
import { formatMoment } from '#lib/i18n/dates.ts';
import { t } from '#lib/i18n/words.ts';
import type { HistoryStep, MergeView } from '#lib/messages/book.ts';
import { UndoMerge } from './undo-merge.tsx';
import css from './history.module.css';

export type PushProps = { steps: readonly [HistoryStep, ...HistoryStep[]]; merges: readonly MergeView[] };

/** What somebody did in one go: who, when and from which device, and each thing they did. */
export function Push({ steps, merges }: PushProps) {
  const [{ userName, at, device }] = steps;
  const who = userName ?? t('history_somebody');
  return (
    <article className={css.push}>
      <Avatar name={who} seed={who} size={24} isUnknown={userName === null} />
      <div className={css.told}>
        <p className={css.who}>
          <span className={css.name} dir="auto">
            {who}
          </span>{' '}
          <time dateTime={at} className={css.about}>
            {formatMoment(at)}
          </time>
        </p>
        {device !== '' && <p className={css.about}>{device}</p>}
        <ul className={css.steps}>
          {steps.map((step) => (
            <li key={step.seq}>
              <Step step={step} merge={merges.find(({ id }) => id === step.mergeId)} />
            </li>
          ))}
        </ul>
      </div>
    </article>
  );
}

function Step({ step, merge }: { step: HistoryStep; merge: MergeView | undefined }) {
  const { act, values } = step;
  const merged = merge ? [{ label: 'merge', value: merge.name }] : [];
  return (
    <>
      <p className={css.act}>
        {actWords(act)}
        {act === 'merge' && merge && <UndoMerge merge={merge} />}
      </p>
      <ValueList values={[...merged, ...values]} />
    </>
  );
}
