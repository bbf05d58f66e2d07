import { formatMoment } from '#lib/i18n/dates.ts';
import { t } from '#lib/i18n/words.ts';
import type { MergeView } from '#lib/messages/past.ts';
import { UndoMerge } from './undo-merge.tsx';
import css from './history.module.css';

/** Merges that this browser knows of by itself: alone, offline, or before the server has heard of them. */
export function MergeList({ merges }: { merges: readonly MergeView[] }) {
  if (merges.length === 0) return null;
  return (
    <ul className={css.merges} aria-label={t('merge_list')}>
      {merges.map((merge) => (
        <li key={merge.id}>
          <p className={css.act}>
            <span dir="auto">{merge.name}</span>
            <UndoMerge merge={merge} />
          </p>
          <p className={css.about}>
            {[actWordsOf(merge), merge.userName, formatMoment(merge.at)].filter(Boolean).join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  );
}

const actWordsOf = ({ isUndone }: MergeView): string => t(isUndone ? 'act_unmerge' : 'act_merge');
