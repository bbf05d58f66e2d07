import type { BookStatus } from '#lib/messages/book.ts';
import { formatNumber, plural, t } from '#lib/i18n/words.ts';
import { problemWords } from '#components/problem-text.ts';
import { Button } from '#components/ui/button.tsx';
import { useBook } from '#components/use-book.ts';
import css from '#components/sidebar/sidebar.module.css';

/** Whether what is here is on the server, in a few quiet words; the way to the contacts page. */
export function Foot({ status }: { status: BookStatus | undefined }) {
  const book = useBook();
  return (
    <footer className={css.foot}>
      <output className={css.sync} title={status && why(status)}>
        {status && words(status)}
      </output>
      <Button size="s" variant="quiet" onPress={() => void book.openContactsPage()}>
        {t('contacts')}
      </Button>
    </footer>
  );
}

function words({ sync, unsent }: BookStatus): string {
  const waiting = unsent > 0 ? ` · ${plural('sync_unsent', unsent)}` : '';
  switch (sync.state) {
    case 'alone':
      return t('sync_alone');
    case 'idle':
      return unsent > 0 ? plural('sync_unsent', unsent) : t('sync_saved');
    case 'syncing':
      return sync.progress
        ? t('sync_first', formatNumber(sync.progress.done), formatNumber(sync.progress.total))
        : t('sync_syncing');
    case 'offline':
      return `${t('sync_offline')}${waiting}`;
    default:
      return `${t('sync_stopped')}${waiting}`;
  }
}

function why({ sync }: BookStatus): string | undefined {
  if (sync.state === 'offline') return t('sync_offline_why');
  return sync.state === 'stopped' ? problemWords(sync.problem) : undefined;
}
