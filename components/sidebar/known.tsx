import { useEffect, useRef } from 'react';
import type { ContactView } from '#lib/messages/book.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import type { Requester } from '#lib/model/requester.ts';
import { t } from '#lib/i18n/words.ts';
import { Section } from '#components/ui/section.tsx';
import { ContactConflicts } from '#components/conflicts/contact-conflicts.tsx';
import { ContactHeader } from '#components/contact/contact-header.tsx';
import { Details } from '#components/contact/details.tsx';
import { NoteForm } from '#components/contact/note-form.tsx';
import { Notes } from '#components/contact/notes.tsx';
import { ReadLine } from '#components/contact/read-line.tsx';
import { Senders } from '#components/contact/senders.tsx';
import { HistorySection } from '#components/history/history-section.tsx';
import { Actions } from '#components/sidebar/actions.tsx';
import { Failed } from '#components/sidebar/other-states.tsx';
import type { Part } from '#components/sidebar/rail.tsx';
import { Bones } from '#components/sidebar/reading.tsx';
import { problemOf } from '#lib/messages/problem-error.ts';
import { useContact } from '#components/use-book.ts';
import css from '#components/sidebar/sidebar.module.css';

export type KnownProps = {
  contact: ContactRef;
  requester: Requester;
  /** By a click in this sidebar a moment ago: the name is offered for changing (A32). */
  isJustAdded: boolean;
  part: Part;
  onPart: (part: Part) => void;
};

/** A contact of the book. The name is there at once; the rest follows. */
export function Known({ contact, requester, isJustAdded, part, onPart }: KnownProps) {
  const query = useContact(contact.id);
  const note = useRef<HTMLTextAreaElement>(null);
  const edit = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isJustAdded) edit.current?.focus();
  }, [isJustAdded]);
  if (query.error) return <Failed problem={problemOf(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data === null)
    return (
      <Failed
        title={contact.name}
        problem={{ reason: 'contact_gone', contact }}
        onRetry={() => void query.refetch()}
      />
    );
  return (
    <>
      <ContactHeader contact={query.data ?? contact} edit={edit} />
      {!query.data && <Bones />}
      {query.data && <Actions contact={query.data} onNote={() => note.current?.focus()} />}
      {part === 'details' && <ContactConflicts contactId={query.data?.id ?? contact.id} />}
      {query.data && part === 'details' && (
        <DetailsPart contact={query.data} requester={requester} note={note} onNotes={() => onPart('notes')} />
      )}
      {query.data && part === 'notes' && <NotesPart contact={query.data} note={note} />}
      {query.data && part === 'history' && <HistorySection key={contact.id} contact={query.data} isOpen />}
    </>
  );
}

type PartProps = { contact: ContactView; note: React.RefObject<HTMLTextAreaElement | null> };

function DetailsPart({
  contact,
  requester,
  note,
  onNotes,
}: PartProps & { requester: Requester; onNotes: () => void }) {
  return (
    <>
      <Section title={t('senders')} aside={<ReadLine requester={requester} />}>
        <Senders senders={contact.senders} contactName={contact.name} requester={requester} />
      </Section>
      <Section title={t('sidebar_details')}>
        <Details contact={contact} />
      </Section>
      <Section title={t('notes')} aside={t('contact_notes_private')}>
        <div className={css.stack}>
          <Notes contact={contact} first={1} onShowAll={onNotes} />
          <NoteForm contactId={contact.id} field={note} />
        </div>
      </Section>
    </>
  );
}

function NotesPart({ contact, note }: PartProps) {
  return (
    <Section title={t('notes')} aside={t('contact_notes_private')}>
      <div className={css.stack}>
        <NoteForm contactId={contact.id} field={note} />
        <Notes contact={contact} />
      </div>
    </Section>
  );
}
