import { lazy, Suspense, useEffect, useState, type RefObject } from 'react';
import { Ban, CopyPlus, Ellipsis, FileUser, Maximize2, Pencil, Trash2, UserRoundX } from 'lucide-react';
import { Failed } from '#components/failed.tsx';
import { Button } from '#components/ui/button.tsx';
import { copyText } from '#components/ui/copy-text.ts';
import { Empty } from '#components/ui/empty.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, type MenuEntry } from '#components/ui/menu.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { HeaderFrame } from '#components/contact/contact-header.tsx';
import { useContactText } from '#components/contact/contact-text.ts';
import { NoteForm } from '#components/contact/note-form.tsx';
import { Notes } from '#components/contact/notes.tsx';
import { Senders } from '#components/contact/senders.tsx';
import { ContactActs } from '#components/timeline/contact-acts.tsx';
import { plural, t } from '#lib/i18n/words.ts';
import { problemOf } from '#lib/messages/problem-error.ts';
import type { ContactView } from '#lib/messages/book.ts';
import type { RowActions } from './row-menu.tsx';
import { goTo, showContact } from './use-route.ts';
import css from './drawer.module.css';

const SubjectDialog = lazy(() =>
  import('#components/import/subject-dialog.tsx').then((file) => ({ default: file.SubjectDialog })),
);

// The parts that the drawer beside the list and the whole page of a contact share.

/** An address of a contact that is part of another by now becomes the other's (G9). */
export function useSurvivor(
  id: string,
  contact: ContactView | null | undefined,
  lead: (survivor: string) => void,
): void {
  const survivor = contact && contact.id !== id ? contact.id : null;
  useEffect(() => {
    if (survivor !== null) lead(survivor);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- leads once to each survivor
  }, [survivor]);
}

/** In place of a contact: on its way, not to be read, or gone. */
export function ContactState(props: {
  contact: ContactView | null | undefined;
  error: Error | null;
  onRetry: () => void;
}) {
  const { contact, error, onRetry } = props;
  // A link that was copied badly names nobody.
  const isNoId = error !== null && problemOf(error).reason === 'bad_message';
  if (error && !isNoId) return <Failed error={error} onRetry={onRetry} />;
  if (contact === undefined && !isNoId) return <WaitingContact />;
  if (contact) return null;
  return (
    <Empty icon={<UserRoundX />} title={t('details_gone')}>
      {t('details_gone_why')}
    </Empty>
  );
}

export function SendersPart({ contact }: { contact: ContactView }) {
  return (
    <Section title={t('senders')} aside={plural('form_sender_count', contact.senders.length)}>
      <Senders senders={contact.senders} contactName={contact.name} />
    </Section>
  );
}

export function NotesPart(props: { contact: ContactView; field: RefObject<HTMLTextAreaElement | null> }) {
  const { contact, field } = props;
  return (
    <Section title={t('notes')} aside={t('contact_notes_private')}>
      <div className={css.notes}>
        <NoteForm contactId={contact.id} field={field} />
        <Notes contact={contact} />
      </div>
    </Section>
  );
}

export type ContactPart = { contact: ContactView; actions: RowActions };

/** What is done more rarely, in the corner beside Close. */
export function More({ contact, actions, isInDrawer = false }: ContactPart & { isInDrawer?: boolean }) {
  const say = useToast();
  const textOf = useContactText();
  const [isAsked, setAsked] = useState(false);
  const copyAll = () =>
    void copyText(textOf(contact)).then((done) => say({ words: t(done ? 'ui_copied' : 'ui_copy_failed') }));
  const entries: MenuEntry[] = [
    { id: 'copy', words: t('details_copy_all'), icon: <CopyPlus aria-hidden />, onAction: copyAll },
    {
      id: 'block',
      words: t(contact.blocked ? 'unblock' : 'block'),
      icon: <Ban aria-hidden />,
      onAction: () => actions.askToBlock(contact),
    },
  ];
  entries.push({
    id: 'subject',
    words: t('subject_title', contact.name),
    icon: <FileUser aria-hidden />,
    onAction: () => setAsked(true),
  });
  if (isInDrawer)
    entries.unshift({
      id: 'profile',
      words: t('profile_open'),
      icon: <Maximize2 aria-hidden />,
      onAction: () => goTo({ view: 'profile', contact: contact.id }),
    });
  if (actions.mayDelete)
    entries.push({
      id: 'delete',
      words: t('delete'),
      icon: <Trash2 aria-hidden />,
      isDanger: true,
      onAction: () => actions.askToDelete(contact),
    });
  return (
    <div className={isInDrawer ? css.more : ''}>
      <Menu label={t('list_actions', contact.name)} entries={entries}>
        <IconButton label={t('list_actions', contact.name)} icon={<Ellipsis aria-hidden />} />
      </Menu>
      {isAsked && (
        <Suspense>
          <SubjectDialog
            contact={contact}
            onClose={() => setAsked(false)}
            onErased={() => showContact(null)}
          />
        </Suspense>
      )}
    </div>
  );
}

/** What is done with a contact most (A15, E32). */
export function Acts({ contact, actions, onNote }: ContactPart & { onNote: () => void }) {
  return (
    <div className={css.acts}>
      <ContactActs contact={contact} onNote={onNote} />
      <Button icon={<Pencil aria-hidden />} onPress={() => actions.update(contact)}>
        {t('update_contact')}
      </Button>
    </div>
  );
}

/** The shape of a contact that is on its way. */
function WaitingContact() {
  return (
    <div aria-busy className={css.waiting}>
      <HeaderFrame face={<Skeleton width={48} height={48} radius={14} />}>
        <Skeleton width={180} height={18} />
        <Skeleton width={120} />
      </HeaderFrame>
      <Skeleton width="100%" height={32} />
      <Skeleton width="70%" />
      <Skeleton width="85%" />
      <Skeleton width="60%" />
    </div>
  );
}
