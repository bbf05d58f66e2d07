import { SyncWords } from '#components/team/sync-words.tsx';
import { formatNumber, plural, t } from '#lib/i18n/words.ts';
import css from './contacts.module.css';

export type ListFootProps = {
  total: number | null;
  all: number | null;
  /** A search or filter leaves some out. */
  isPart: boolean;
};

/** How many there are, and whether all of it is on the server. */
export function ListFoot({ total, all, isPart }: ListFootProps) {
  return (
    <footer className={css.foot}>
      <span aria-live="polite">
        {total !== null &&
          (isPart && all !== null
            ? t('list_matching', formatNumber(total), formatNumber(all))
            : plural('list_total', total))}
      </span>
      <SyncWords />
    </footer>
  );
}
