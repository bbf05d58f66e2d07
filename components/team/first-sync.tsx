import { useId } from 'react';
import { useStatus } from '#components/use-book.ts';
import { formatNumber, t } from '#lib/i18n/words.ts';
import css from './team.module.css';

/** How far the first sync has come; nothing is shown at any other time. */
export function FirstSync() {
  const id = useId();
  const { data: status } = useStatus();
  const progress = status?.sync.state === 'syncing' ? status.sync.progress : undefined;
  if (!progress) return null;
  const { done, total } = progress;
  return (
    <div className={css.first}>
      <p className={css.firstWords}>
        <span id={id}>{t('team_first_sync')}</span>
        <span>{t('list_matching', formatNumber(done), formatNumber(total))}</span>
      </p>
      <progress className={css.progress} aria-labelledby={id} value={done} max={Math.max(total, 1)} />
      <p className={css.why}>{t('team_first_sync_way')}</p>
    </div>
  );
}
