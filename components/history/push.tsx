import { Avatar } from '#components/ui/avatar.tsx';
import { actWords } from '#components/contact/change-words.ts';
import { ValueList } from '#components/contact/value-list.tsx';
import { formatMoment } from '#lib/i18n/dates.ts';
import { t } from '#lib/i18n/words.ts';
import type { Act, ValueView } from '#lib/messages/acts.ts';
import type { HistoryStep, MergeView } from '#lib/messages/past.ts';
import { UndoMerge } from './undo-merge.tsx';
import css from './history.module.css';

export type PushProps = { steps: readonly [HistoryStep, ...HistoryStep[]]; merges: readonly MergeView[] };

/** What somebody did at one sitting: who, when and from which device, and each thing they did. */
export function Push({ steps, merges }: PushProps) {
  const [{ userName, at, device }] = steps;
  const who = userName ?? t('history_somebody');
  return (
    <article className={css.push}>
      <Avatar name={who} seed={who} size={24} isUnknown={userName === null} />
      <div className={css.told}>
        <p className={css.name} dir="auto">
          {who}
        </p>
        <p className={css.about}>
          <time dateTime={at}>{formatMoment(at)}</time>
          {device !== '' && ` · ${device}`}
        </p>
        <ul className={css.steps}>
          {steps.map((step) => (
            <li key={`${step.version}.${step.seq}`}>
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
  return (
    <>
      <p className={css.act}>
        <span>
          {actWords(act)}
          {merge && (
            <>
              {' · '}
              <span className={css.merged} dir="auto">
                {merge.name}
              </span>
            </>
          )}
        </span>
        {act === 'merge' && merge && <UndoMerge merge={merge} />}
      </p>
      <ValueList values={values.filter((value) => isTold(act, value))} />
    </>
  );
}

/** What is told of a record beside a contact; of any other the act says enough, and the rest is for machines. */
const TOLD: Partial<Record<Act, readonly string[]>> = {
  block: ['reason'],
  ticket_add: ['subject'],
  ticket_edit: ['subject', 'state'],
  picture: [],
  other: ['title'],
};

function isTold(act: Act, { label, value, was }: ValueView): boolean {
  return (value !== '' || was !== undefined || act === 'edit') && (TOLD[act]?.includes(label) ?? true);
}
