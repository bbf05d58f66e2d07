import { useEffect, useRef, useState } from 'react';
import { Ban, CopyPlus, Ellipsis, Mail, Pencil, Trash2, UserRoundX, X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { copyText } from '#components/ui/copy-text.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, type MenuEntry } from '#components/ui/menu.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useEscape } from '#components/ui/use-escape.ts';
import { ContactConflicts } from '#components/conflicts/contact-conflicts.tsx';
import { ContactHeader, HeaderFrame } from '#components/contact/contact-header.tsx';
import { contactText } from '#components/contact/contact-text.ts';
import { Details } from '#components/contact/details.tsx';
import { NoteForm } from '#components/contact/note-form.tsx';
import { Notes } from '#components/contact/notes.tsx';
import { Senders } from '#components/contact/senders.tsx';
import { HistorySection } from '#components/history/history-section.tsx';
import { problemText } from '#components/problem-text.ts';
import { BlockedBanner } from '#components/twins/blocked-banner.tsx';
import { TwinCards } from '#components/twins/twin-cards.tsx';
import { useContact } from '#components/use-book.ts';
import { plural, t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';
import { openComposer, type RowActions } from './row-menu.tsx';
import { ticketAddress } from './ticket.ts';
import { goTo } from './use-route.ts';
import css from './drawer.module.css';

export type DetailsDrawerProps = { id: string; actions: RowActions; onClose: () => void };

/** All there is to a contact (A14), beside the list, at an address of its own. Esc closes it. */
export function DetailsDrawer({ id, actions, onClose }: DetailsDrawerProps) {
  const { data: contact, error, refetch } = useContact(id);
  const drawer = useRef<HTMLElement>(null);
  useEffect(() => {
    if (id !== '') drawer.current?.focus({ preventScroll: true });
  }, [id]);
  useSurvivor(id, contact);
  useFocusBack();
  useEscape(onClose);
  return (
    <aside
      ref={drawer}
      tabIndex={-1}
      className={css.drawer}
      aria-label={contact ? t('details_label', contact.name) : t('details_title')}
    >
      <div className={css.close}>
        <IconButton label={t('close')} icon={<X aria-hidden />} onPress={onClose} />
      </div>
      {contact === undefined && !error && <WaitingContact />}
      {error && (
        <Banner
          tone="bad"
          role="alert"
          actions={
            <Button size="s" onPress={() => void refetch()}>
              {t('retry')}
            </Button>
          }
        >
          {problemText(error)}
        </Banner>
      )}
      {contact === null && (
        <Empty icon={<UserRoundX />} title={t('details_gone')}>
          {t('details_gone_why')}
        </Empty>
      )}
      {contact && <WholeContact key={contact.id} contact={contact} actions={actions} />}
    </aside>
  );
}

function WholeContact({ contact, actions }: Part) {
  return (
    <>
      <More contact={contact} actions={actions} />
      <ContactHeader contact={contact} />
      <Acts contact={contact} actions={actions} />
      <BlockedBanner contact={contact} />
      <ContactConflicts contactId={contact.id} />
      <TwinCards contact={contact} />
      <Section title={t('senders')} aside={plural('form_sender_count', contact.senders.length)}>
        <Senders senders={contact.senders} contactName={contact.name} />
      </Section>
      <Section title={t('details_title')}>
        <Details contact={contact} />
      </Section>
      <Section title={t('notes')} aside={t('contact_notes_private')}>
        <div className={css.notes}>
          <NoteForm contactId={contact.id} />
          <Notes contact={contact} />
        </div>
      </Section>
      <HistorySection contact={contact} />
    </>
  );
}

/** An address of a contact that is part of another by now becomes the other's (G9). */
function useSurvivor(id: string, contact: ContactView | null | undefined): void {
  useEffect(() => {
    if (contact && contact.id !== id)
      goTo({ view: 'contacts', contact: contact.id, action: null }, { instead: true });
  }, [id, contact]);
}

/** When the drawer goes and takes the focus with it: back to where it was, or to the list. */
function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (document.activeElement !== document.body) return;
      const back = before?.isConnected && before !== document.body ? before : null;
      const target = back ?? document.querySelector('[role="grid"]');
      if (target instanceof HTMLElement) target.focus({ preventScroll: true });
    },
    [before],
  );
}

type Part = { contact: ContactView; actions: RowActions };

/** What is done more rarely, in the corner beside Close. */
function More({ contact, actions }: Part) {
  const say = useToast();
  const copyAll = () =>
    void copyText(contactText(contact)).then((done) =>
      say({ words: t(done ? 'ui_copied' : 'ui_copy_failed') }),
    );
  const entries: MenuEntry[] = [
    { id: 'copy', words: t('details_copy_all'), icon: <CopyPlus aria-hidden />, onAction: copyAll },
    {
      id: 'block',
      words: t(contact.blocked ? 'unblock' : 'block'),
      icon: <Ban aria-hidden />,
      onAction: () => actions.askToBlock(contact),
    },
  ];
  if (actions.mayDelete)
    entries.push({
      id: 'delete',
      words: t('delete'),
      icon: <Trash2 aria-hidden />,
      isDanger: true,
      onAction: () => actions.askToDelete(contact),
    });
  return (
    <div className={css.more}>
      <Menu label={t('list_actions', contact.name)} entries={entries}>
        <IconButton label={t('list_actions', contact.name)} icon={<Ellipsis aria-hidden />} />
      </Menu>
    </div>
  );
}

function Acts({ contact, actions }: Part) {
  const address = ticketAddress(contact.senders);
  return (
    <div className={css.acts}>
      <Button icon={<Pencil aria-hidden />} onPress={() => actions.update(contact)}>
        {t('update_contact')}
      </Button>
      <Button
        icon={<Mail aria-hidden />}
        isDisabled={address === null}
        onPress={() => address !== null && openComposer(address)}
      >
        {t('new_ticket')}
      </Button>
      {address === null && <p className={css.reason}>{t('ticket_needs_email')}</p>}
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
