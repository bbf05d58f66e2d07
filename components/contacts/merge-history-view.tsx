import { useState } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Lock, Merge } from 'lucide-react';
import { Failed } from '#components/failed.tsx';
import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { KeepFocus } from '#components/ui/keep-focus.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { UndoMerge } from '#components/history/undo-merge.tsx';
import { useBook } from '#components/use-book.ts';
import { formatMoment } from '#lib/i18n/dates.ts';
import { t } from '#lib/i18n/words.ts';
import type { WorkspaceMerge } from '#lib/messages/past.ts';
import { problemOf } from '#lib/messages/problem-error.ts';
import { SettingsHead } from './settings-head.tsx';
import css from './trail.module.css';

/** Merges shown at first, and more of them with each step. */
const STEP = 50;

/** Every merge of the workspace: who merged whom into whom, when, and the way back (B25, R7). For owners and managers. */
export function MergeHistoryView() {
  const [limit, setLimit] = useState(STEP);
  const { data, error, isPending, isPlaceholderData, refetch } = useMergeHistory(limit);
  return (
    <>
      <SettingsHead title={t('nav_merges')}>{t('merges_lead')}</SettingsHead>
      {isPending && <Skeleton width="100%" height={120} radius={10} />}
      {error && <NoHistory error={error} onRetry={() => void refetch()} />}
      {data?.total === 0 && (
        <Empty icon={<Merge />} title={t('merges_none')}>
          {t('merges_none_way')}
        </Empty>
      )}
      {data && data.rows.length > 0 && (
        <KeepFocus>
          <ul className={css.items} aria-label={t('nav_merges')}>
            {data.rows.map((merge) => (
              <MergeItem key={merge.id} merge={merge} />
            ))}
          </ul>
        </KeepFocus>
      )}
      {data && data.total > data.rows.length && (
        <Button isBusy={isPlaceholderData} onPress={() => setLimit(limit + STEP)} className={css.more ?? ''}>
          {t('view_more')}
        </Button>
      )}
    </>
  );
}

function useMergeHistory(limit: number) {
  const book = useBook();
  return useQuery({
    queryKey: ['book', 'merge-history', limit],
    queryFn: () => book.mergeHistory({ offset: 0, limit }),
    placeholderData: keepPreviousData,
  });
}

function NoHistory({ error, onRetry }: { error: Error; onRetry: () => void }) {
  if (problemOf(error).reason === 'not_permitted')
    return (
      <Empty icon={<Lock />} title={t('merges_role')}>
        {t('merges_role_way')}
      </Empty>
    );
  return <Failed title={t('merges_failed')} error={error} onRetry={onRetry} />;
}

function MergeItem({ merge }: { merge: WorkspaceMerge }) {
  const { from, into, name, at, userName, undoneAt } = merge;
  const about = [userName, formatMoment(at), undoneAt && t('merges_undone', formatMoment(undoneAt))];
  return (
    <li className={css.item}>
      <Avatar name={name} seed={from.id} size={36} />
      <div className={css.words}>
        <p className={css.sentence}>
          <span className={css.name} dir="auto">
            {name}
          </span>{' '}
          {t('merges_into')}{' '}
          {into ? (
            <a className={css.name} dir="auto" href={`#/contact/${encodeURIComponent(into.id)}`}>
              {into.name}
            </a>
          ) : (
            t('merges_gone')
          )}
        </p>
        <p className={css.about}>{about.filter(Boolean).join(' · ')}</p>
      </div>
      {into && !undoneAt && <UndoMerge merge={merge} />}
    </li>
  );
}
