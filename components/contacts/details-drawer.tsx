import { useEffect, useRef, useState } from 'react';
import { X } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Section } from '#components/ui/section.tsx';
import { useEscape } from '#components/ui/use-escape.ts';
import { ContactConflicts } from '#components/conflicts/contact-conflicts.tsx';
import { ContactHeader } from '#components/contact/contact-header.tsx';
import { Details } from '#components/contact/details.tsx';
import { WarningBanner } from '#components/contact/warning-banner.tsx';
import { ContactTags } from '#components/contact/tags.tsx';
import { HistorySection } from '#components/history/history-section.tsx';
import { BlockedBanner } from '#components/twins/blocked-banner.tsx';
import { TwinCards } from '#components/twins/twin-cards.tsx';
import { useContact } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import {
  Acts,
  ContactState,
  More,
  NotesPart,
  SendersPart,
  useSurvivor,
  type ContactPart,
} from './contact-parts.tsx';
import type { RowActions } from './row-menu.tsx';
import { goTo } from './use-route.ts';
import { useListed } from './use-windows.ts';
import css from './drawer.module.css';

export type DetailsDrawerProps = { id: string; actions: RowActions; onClose: () => void };

/** All there is to a contact (A14), beside the list, at an address of its own. Esc closes it. */
export function DetailsDrawer({ id, actions, onClose }: DetailsDrawerProps) {
  const { data: contact, error, refetch } = useContact(id);
  const listed = useListed(id);
  const drawer = useRef<HTMLElement>(null);
  useEffect(() => {
    if (id !== '') drawer.current?.focus({ preventScroll: true });
  }, [id]);
  useSurvivor(id, contact, (survivor) =>
    goTo({ view: 'contacts', contact: survivor, action: null }, { instead: true }),
  );
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
      {contact === undefined && listed && !error ? (
        <ContactHeader contact={listed} />
      ) : (
        <ContactState contact={contact} error={error} onRetry={() => void refetch()} />
      )}
      {contact && <WholeContact key={contact.id} contact={contact} actions={actions} />}
    </aside>
  );
}

function WholeContact({ contact, actions }: ContactPart) {
  const note = useRef<HTMLTextAreaElement>(null);
  return (
    <>
      <More contact={contact} actions={actions} isInDrawer />
      <ContactHeader contact={contact} />
      <Acts contact={contact} actions={actions} onNote={() => note.current?.focus()} />
      <BlockedBanner contact={contact} />
      <WarningBanner notes={contact.notes} />
      <ContactConflicts contactId={contact.id} />
      <TwinCards contact={contact} />
      <SendersPart contact={contact} />
      <Section title={t('details_title')}>
        <Details contact={contact} />
      </Section>
      <ContactTags contact={contact} />
      <NotesPart contact={contact} field={note} />
      <HistorySection contact={contact} />
    </>
  );
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
