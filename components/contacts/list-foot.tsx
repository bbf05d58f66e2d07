import { SyncWords } from '#components/team/sync-words.tsx';
import { formatNumber, plural, t } from '#lib/i18n/words.ts';
import css from './contacts.module.css';

/** How many there are, and whether all of it is on the server. */
export function ListFoot({ total, all, text }: { total: number | null; all: number | null; text: string }) {
  return (
    <footer className={css.foot}>
      <span aria-live="polite">{total !== null && countWords(total, all, text)}</span>
      <SyncWords />
    </footer>
  );
}

function countWords(total: number, all: number | null, text: string): string {
  if (text.trim() === '' || all === null) return plural('list_total', total);
  return t('list_matching', formatNumber(total), formatNumber(all));
}
