import { ExternalLink, Plus, TriangleAlert } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { SyncWords } from '#components/team/sync-words.tsx';
import { useBook, useStatus } from '#components/use-book.ts';
import { formatNumber, plural, t } from '#lib/i18n/words.ts';
import type { BookStatus } from '#lib/messages/book.ts';
import type { ContactsPlace } from '#lib/messages/contacts-page.ts';
import css from './popup.module.css';

export type PopupFootProps = { text: string; total: number | null; onAdd: () => void };

/** Adding by hand, how many there are, how the sync stands, and what did not go through. */
export function PopupFoot({ text, total, onAdd }: PopupFootProps) {
  const book = useBook();
  const { data: status } = useStatus();
  const open = (at?: ContactsPlace) => void book.openContactsPage(at).then(() => window.close());
  return (
    <footer className={css.foot}>
      {status && (status.conflicts > 0 || !isQuiet(status)) && (
        <div className={css.footNews}>
          {!isQuiet(status) && <SyncWords />}
          {status.conflicts > 0 && (
            <Button
              size="s"
              icon={<TriangleAlert aria-hidden />}
              className={css.conflicts ?? ''}
              onPress={() => open({ view: 'conflicts' })}
            >
              {plural('sync_conflicts', status.conflicts)}
            </Button>
          )}
        </div>
      )}
      <div className={css.footLine}>
        <Button
          size="s"
          variant="quiet"
          icon={<Plus aria-hidden />}
          className={css.addButton ?? ''}
          onPress={onAdd}
        >
          {t('add_contact')}
        </Button>
        <Kbd>Alt N</Kbd>
        <span className={css.count}>{countWords(text, total, status?.contacts ?? null)}</span>
        <IconButton
          size="s"
          label={t('popup_all')}
          icon={<ExternalLink aria-hidden />}
          onPress={() => open()}
        />
      </div>
    </footer>
  );
}

/** All is well, or there is nothing to sync with: no words needed in so small a place. */
function isQuiet({ sync, unsent }: BookStatus): boolean {
  return sync.state === 'alone' || (sync.state === 'idle' && unsent === 0);
}

function countWords(text: string, total: number | null, all: number | null): string {
  if (all === null || total === null) return '';
  return text.trim() === ''
    ? plural('list_total', all)
    : t('list_matching', formatNumber(total), formatNumber(all));
}
