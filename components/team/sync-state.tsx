import { formatMoment } from '#lib/i18n/dates.ts';
import { plural, t } from '#lib/i18n/words.ts';
import type { BookStatus } from '#lib/messages/book.ts';
import { syncWords } from './sync-words.tsx';
import css from './team.module.css';

/** The sync's state at length: since when, what waits, and why it does not move. */
export function SyncState({ status }: { status: BookStatus }) {
  const { sync, unsent } = status;
  const { words, why } = syncWords(status);
  return (
    <output>
      {sync.state === 'idle' && unsent === 0 ? t('team_synced_at', formatMoment(sync.at)) : words}
      {sync.state === 'syncing' && unsent > 0 && ` · ${plural('sync_unsent', unsent)}`}
      {why && <span className={css.why}>{why}</span>}
    </output>
  );
}
