import { CircleAlert, CloudCheck, CloudOff, HardDrive, RefreshCw, type LucideIcon } from 'lucide-react';
import { classNames } from '#components/ui/class-names.ts';
import { problemWords } from '#components/problem-text.ts';
import { useStatus } from '#components/use-book.ts';
import { formatNumber, plural, t } from '#lib/i18n/words.ts';
import type { BookStatus } from '#lib/messages/book.ts';
import hidden from '#components/ui/spoken.module.css';
import css from './team.module.css';

type Words = { icon: LucideIcon; words: string; why?: string; tone?: 'bad' };

/** The state of the sync in a few quiet words, for the foot of a surface. Offline is a small word, not an alarm. */
export function SyncWords() {
  const { data: status } = useStatus();
  if (!status) return <span />;
  const { icon: Icon, words, why, tone } = syncWords(status);
  return (
    <span className={classNames(css.sync, tone === 'bad' && css.syncBad)} title={why}>
      <Icon aria-hidden />
      <span>
        {words}
        {why && <span className={hidden.spoken}>. {why}</span>}
      </span>
    </span>
  );
}

/** What a status says to a person. */
export function syncWords({ sync, unsent }: BookStatus): Words {
  const waiting = unsent > 0 ? plural('sync_unsent', unsent) : null;
  switch (sync.state) {
    case 'alone':
      return { icon: HardDrive, words: t('sync_alone') };
    case 'syncing':
      return { icon: RefreshCw, words: syncingWords(sync.progress) };
    case 'offline':
      return {
        icon: CloudOff,
        words: [t('sync_offline'), waiting].filter(Boolean).join(' · '),
        why: t('sync_offline_why'),
      };
    case 'stopped':
      return { icon: CircleAlert, words: t('sync_stopped'), why: problemWords(sync.problem), tone: 'bad' };
    default:
      return { icon: CloudCheck, words: waiting ?? t('sync_saved') };
  }
}

function syncingWords(progress: { done: number; total: number } | undefined): string {
  return progress
    ? t('sync_first', formatNumber(progress.done), formatNumber(progress.total))
    : t('sync_syncing');
}
