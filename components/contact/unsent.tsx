import { t } from '#lib/i18n/words.ts';
import css from '#components/contact/unsent.module.css';

/** Marks a value that is not on the server yet (R14), in words. */
export function Unsent() {
  return <span className={css.unsent}>{t('list_unsent')}</span>;
}
