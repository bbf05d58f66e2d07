import { CircleCheck } from 'lucide-react';
import { Banner } from '#components/ui/banner.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { SettingsHead } from '#components/contacts/settings-head.tsx';
import { problemText } from '#components/problem-text.ts';
import { useConflicts } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import { ConflictCard } from './conflict-card.tsx';
import css from './conflicts.module.css';

/** What did not go through, each with its data and its ways out (law 5). */
export function Conflicts() {
  const { data: all, error } = useConflicts();
  return (
    <>
      <SettingsHead title={t('nav_conflicts')}>{all && all.length > 0 && t('conflict_lead')}</SettingsHead>
      {error && <Banner tone="bad">{problemText(error)}</Banner>}
      {!all && !error && <Skeleton width="100%" height={120} radius={10} />}
      {all?.length === 0 && (
        <Empty icon={<CircleCheck />} title={t('conflict_none')}>
          {t('conflict_none_way')}
        </Empty>
      )}
      {all && all.length > 0 && (
        <ul className={css.list}>
          {all.map((conflict) => (
            <li key={conflict.id}>
              <ConflictCard conflict={conflict} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
