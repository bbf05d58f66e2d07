import { Progress } from '#components/ui/progress.tsx';
import { useStatus } from '#components/use-book.ts';
import { formatNumber, t } from '#lib/i18n/words.ts';
import css from './team.module.css';

/** How far the first sync has come; nothing is shown at any other time. */
export function FirstSync() {
  const { data: status } = useStatus();
  const progress = status?.sync.state === 'syncing' ? status.sync.progress : undefined;
  if (!progress) return null;
  const { done, total } = progress;
  return (
    <div className={css.first}>
      <Progress
        words={t('team_first_sync')}
        detail={t('list_matching', formatNumber(done), formatNumber(total))}
        value={done}
        max={total}
      />
      <p className={css.why}>{t('team_first_sync_way')}</p>
    </div>
  );
}
