import { useRef } from 'react';
import { CircleCheck } from 'lucide-react';
import { Failed } from '#components/failed.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { SettingsHead } from '#components/contacts/settings-head.tsx';
import { useConflicts } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import { ConflictCard } from './conflict-card.tsx';
import { useFocusStays } from './use-focus-stays.ts';
import hidden from '#components/ui/spoken.module.css';
import css from './conflicts.module.css';

/** What did not go through, each with its data and its ways out (law 5). */
export function Conflicts() {
  const { data: all, error, refetch } = useConflicts();
  const place = useRef<HTMLDivElement>(null);
  useFocusStays(place, all?.length ?? 0);
  return (
    <>
      <SettingsHead title={t('nav_conflicts')}>{all && all.length > 0 && t('conflict_lead')}</SettingsHead>
      {error && <Failed title={t('conflict_failed')} error={error} onRetry={() => void refetch()} />}
      {!all && !error && <Waiting />}
      <div ref={place} tabIndex={-1} className={css.place}>
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
      </div>
    </>
  );
}

/** The shape of conflicts that are on their way. */
function Waiting() {
  return (
    <div aria-busy className={css.list}>
      <output className={hidden.spoken}>{t('conflict_loading')}</output>
      <Skeleton width="100%" height={150} radius={10} />
      <Skeleton width="100%" height={150} radius={10} />
    </div>
  );
}
