import { CopyButton } from '#components/ui/copy-button.tsx';
import { useChangeWords } from '#components/contact/change-words.ts';
import { ValueList } from '#components/contact/value-list.tsx';
import { useBook } from '#components/use-book.ts';
import { formatMoment } from '#lib/i18n/dates.ts';
import { t } from '#lib/i18n/words.ts';
import type { ValueView } from '#lib/messages/acts.ts';
import type { ConflictView } from '#lib/messages/past.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import { keptTitle, otherTitle } from './conflict-words.ts';
import css from './conflicts.module.css';

/** What its author had wanted, whole, to be copied whatever becomes of it. */
export function KeptSide({ conflict }: { conflict: ConflictView }) {
  const { kept, code, createdAt } = conflict;
  return (
    <section className={css.side}>
      <SideTitle words={keptTitle(conflict)} copied={kept} />
      <ValueList values={kept} />
      {code !== 'also_added' && (
        <p className={css.time}>{t('conflict_by', t('contact_you'), formatMoment(createdAt))}</p>
      )}
    </section>
  );
}

/** Who is in the way: the contact to look at, the value that was there, whose and when. */
export function OtherSide({ conflict, beside }: { conflict: ConflictView; beside?: string | undefined }) {
  const { code, other } = conflict;
  const { contact } = other;
  const values = otherValues(conflict);
  const isNamed = contact !== null && contact.id !== beside;
  const by = code === 'role' ? '' : byWords(other);
  if (!isNamed && by === '' && values.length === 0) return null;
  return (
    <section className={css.side}>
      <SideTitle words={otherTitle(conflict)} copied={values} />
      <ValueList values={values} />
      {isNamed && <ContactLink contact={contact} isBeside={beside !== undefined} />}
      {by !== '' && <p className={css.time}>{by}</p>}
    </section>
  );
}

/** Whose it is, and since when; '' where nobody knows. */
function byWords({ userName, at }: ConflictView['other']): string {
  if (userName === null && at === null) return '';
  const who = userName ?? t('conflict_somebody');
  return at === null ? who : t('conflict_by', who, formatMoment(at));
}

function otherValues({ code, other: { field, value } }: ConflictView): ValueView[] {
  // What the colleague who added the same sender called them is among the kept values already.
  return value === null || code === 'also_added' ? [] : [{ label: field ?? 'name', value }];
}

/** On the contacts page a place to go to; beside a page it opens the contacts page there. */
function ContactLink({ contact, isBeside }: { contact: ContactRef; isBeside: boolean }) {
  const book = useBook();
  const { id, name } = contact;
  return (
    <p>
      <a
        href={`#/contact/${encodeURIComponent(id)}`}
        dir="auto"
        onClick={(event) => {
          if (!isBeside) return;
          event.preventDefault();
          void book.openContactsPage({ contact: id });
        }}
      >
        {name}
      </a>
    </p>
  );
}

function SideTitle({ words, copied }: { words: string; copied: readonly ValueView[] }) {
  const { textOf } = useChangeWords();
  return (
    <h3 className={css.sideTitle}>
      {words}
      {copied.length > 0 && <CopyButton value={textOf(copied)} what={words} />}
    </h3>
  );
}
