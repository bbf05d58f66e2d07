import { useRef } from 'react';
import { ArrowLeft } from 'lucide-react';
import { Section } from '#components/ui/section.tsx';
import { ContactConflicts } from '#components/conflicts/contact-conflicts.tsx';
import { Channels } from '#components/contact/channels.tsx';
import { ContactHeader } from '#components/contact/contact-header.tsx';
import { Details } from '#components/contact/details.tsx';
import { WarningBanner } from '#components/contact/warning-banner.tsx';
import { ContactTags } from '#components/contact/tags.tsx';
import { HistorySection } from '#components/history/history-section.tsx';
import { TimelineSection } from '#components/timeline/timeline-panel.tsx';
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
import { useContactWindows } from './contact-windows.tsx';
import { hashOf } from './route.ts';
import { goTo } from './use-route.ts';
import hidden from '#components/ui/spoken.module.css';
import css from './profile.module.css';

/** The whole page of a contact (E27), at an address of its own; one that was merged leads to its survivor (G9). */
export function Profile({ id }: { id: string }) {
  const { data: contact, error, refetch } = useContact(id);
  const windows = useContactWindows({ view: 'contacts', contact: id, action: null });
  useSurvivor(id, contact, (survivor) => goTo({ view: 'profile', contact: survivor }, { instead: true }));
  return (
    <article
      className={css.profile}
      aria-label={contact ? t('details_label', contact.name) : t('details_title')}
    >
      <h1 className={hidden.spoken}>{t('nav_profile')}</h1>
      <p className={css.back}>
        <a href={hashOf({ view: 'contacts', contact: id, action: null })}>
          <ArrowLeft aria-hidden />
          {t('profile_back')}
        </a>
      </p>
      <ContactState contact={contact} error={error} onRetry={() => void refetch()} />
      {contact && <WholePage key={contact.id} contact={contact} actions={windows.actions} />}
      {windows.shown}
    </article>
  );
}

function WholePage({ contact, actions }: ContactPart) {
  const note = useRef<HTMLTextAreaElement>(null);
  return (
    <>
      <div className={css.head}>
        <ContactHeader contact={contact} />
        <Acts contact={contact} actions={actions} onNote={() => note.current?.focus()} />
        <More contact={contact} actions={actions} />
      </div>
      <div className={css.news}>
        <BlockedBanner contact={contact} />
        <WarningBanner notes={contact.notes} />
        <ContactConflicts contactId={contact.id} />
        <TwinCards contact={contact} />
      </div>
      <div className={css.columns}>
        <div className={css.column}>
          <Section title={t('details_title')}>
            <Details contact={contact} />
          </Section>
          <ContactTags contact={contact} />
          <SendersPart contact={contact} />
          <Channels contact={contact} />
        </div>
        <div className={css.column}>
          <NotesPart contact={contact} field={note} />
          <Section title={t('timeline_title')}>
            <TimelineSection contact={contact} />
          </Section>
          <HistorySection contact={contact} />
        </div>
      </div>
    </>
  );
}
