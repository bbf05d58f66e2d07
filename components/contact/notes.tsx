import { lazy, Suspense, useState } from 'react';
import type { ContactView, NoteView } from '#lib/messages/book.ts';
import { formatMoment } from '#lib/i18n/dates.ts';
import { formatNumber, t } from '#lib/i18n/words.ts';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Pencil, Trash2, TriangleAlert } from 'lucide-react';
import { classNames } from '#components/ui/class-names.ts';
import { NoteForm } from '#components/contact/note-form.tsx';
import { Unsent } from '#components/contact/unsent.tsx';
import { problemText } from '#components/problem-text.ts';
import { useBook, useWrite } from '#components/use-book.ts';
import css from '#components/contact/notes.module.css';

const ConfirmDialog = lazy(() =>
  import('#components/ui/dialog.tsx').then(({ ConfirmDialog }) => ({ default: ConfirmDialog })),
);

export type NotesProps = {
  contact: ContactView;
  /** Shows so many, with a way to the rest. */
  first?: number;
  onShowAll?: () => void;
};

/** Notes that are shown at first where all can be, and each time more are asked for. */
const [FIRST, MORE] = [20, 50];

/** The team's notes on a contact, newest first; of many the newest, and how many those are. */
export function Notes({ contact, first, onShowAll }: NotesProps) {
  const [most, setMost] = useState(FIRST);
  const notes = contact.notes.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  const shown = notes.slice(0, first ?? most);
  return (
    <div className={css.notes}>
      {notes.length === 0 && <p className={css.none}>{t('details_no_notes')}</p>}
      <ul className={css.list}>
        {shown.map((note) => (
          <li key={note.id}>
            <Note contactId={contact.id} note={note} />
          </li>
        ))}
      </ul>
      {shown.length < notes.length && onShowAll && (
        <Button size="s" variant="quiet" onPress={onShowAll}>
          {t('contact_all_notes', notes.length)}
        </Button>
      )}
      {shown.length < notes.length && first === undefined && (
        <div className={css.rest}>
          <Button size="s" onPress={() => setMost(most + MORE)}>
            {t('notes_more')}
          </Button>
          <span className={css.about}>
            {t('timeline_shown', formatNumber(shown.length), formatNumber(notes.length))}
          </span>
        </div>
      )}
    </div>
  );
}

/** One note: what it says, who wrote it, and what it said before (E47). */
export function Note({ contactId, note }: { contactId: string; note: NoteView }) {
  const [isEdited, setEdited] = useState(false);
  if (isEdited) return <NoteForm contactId={contactId} note={note} onClose={() => setEdited(false)} />;
  return (
    <article className={classNames(css.note, note.isWarning && css.warning)}>
      {note.isWarning && (
        <p className={css.mark}>
          <TriangleAlert aria-hidden /> {t('note_warning_mark')}
        </p>
      )}
      <p className={css.text} dir="auto">
        {note.text}
      </p>
      <footer className={css.foot}>
        <span className={css.about}>
          {noteWords(note)} {note.unsent && <Unsent />}
        </span>
        <NoteTools note={note} onEdit={() => setEdited(true)} />
      </footer>
      <Versions note={note} />
    </article>
  );
}

/** What it said before each edit, by whom and when; folded. */
function Versions({ note: { before } }: { note: NoteView }) {
  if (!before || before.length === 0) return null;
  return (
    <details className={css.versions}>
      <summary>{t('note_before')}</summary>
      <ol>
        {before.map(({ at, userName, text }) => (
          <li key={at}>
            <p className={css.text} dir="auto">
              {text}
            </p>
            <span className={css.about}>{[userName, formatMoment(at)].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function NoteTools({ note, onEdit }: { note: NoteView; onEdit: () => void }) {
  const [isAsked, setAsked] = useState(false);
  const book = useBook();
  const remove = useWrite(() => book.deleteNote(note.id));
  return (
    <span className={css.tools}>
      <CopyButton value={note.text} what={t('form_note')} />
      {note.mayEdit && (
        <IconButton size="s" label={t('contact_note_edit')} icon={<Pencil aria-hidden />} onPress={onEdit} />
      )}
      {note.mayEdit && (
        <IconButton
          size="s"
          label={t('contact_note_delete')}
          icon={<Trash2 aria-hidden />}
          onPress={() => setAsked(true)}
        />
      )}
      {isAsked && (
        <Suspense>
          <ConfirmDialog
            isOpen
            onClose={() => setAsked(false)}
            title={t('contact_note_delete_title')}
            confirm={t('delete')}
            isDanger
            onConfirm={() => remove.mutateAsync()}
            problem={problemText}
          >
            {t('contact_note_delete_what')}
          </ConfirmDialog>
        </Suspense>
      )}
    </span>
  );
}

function noteWords({ author, mine, createdAt, editedAt }: NoteView): string {
  const who = author ?? (mine ? t('contact_you') : null);
  return [who, formatMoment(createdAt), editedAt && t('contact_note_edited')].filter(Boolean).join(' · ');
}
