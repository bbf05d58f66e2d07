import { Banner } from '#components/ui/banner.tsx';
import { formatMoment } from '#lib/i18n/dates.ts';
import { t } from '#lib/i18n/words.ts';
import type { NoteView } from '#lib/messages/book.ts';
import css from '#components/contact/notes.module.css';

/** What to know before one answers somebody (R2): the newest note that warns, whole, above all else that is known. */
export function WarningBanner({ notes }: { notes: readonly NoteView[] }) {
  const [newest] = notes
    .filter(({ isWarning }) => isWarning)
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  if (!newest) return null;
  const who = newest.author ?? (newest.mine ? t('contact_you') : null);
  return (
    <Banner tone="warn" title={t('note_warning_mark')}>
      <p className={css.text} dir="auto">
        {newest.text}
      </p>
      <p className={css.about}>{[who, formatMoment(newest.createdAt)].filter(Boolean).join(' · ')}</p>
    </Banner>
  );
}
