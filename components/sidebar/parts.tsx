import { lazy, Suspense, useState, type RefObject } from 'react';
import type { ContactView } from '#lib/messages/book.ts';
import { t } from '#lib/i18n/words.ts';
import { Section } from '#components/ui/section.tsx';
import { Details } from '#components/contact/details.tsx';
import { NoteForm } from '#components/contact/note-form.tsx';
import { Notes } from '#components/contact/notes.tsx';
import { OrderedSections } from '#components/contact/ordered-sections.tsx';
import { ReadLine } from '#components/contact/read-line.tsx';
import { Senders } from '#components/contact/senders.tsx';
import { ContactTags } from '#components/contact/tags.tsx';
import { HistorySection } from '#components/history/history-section.tsx';
import { useTwins } from '#components/twins/use-twins.ts';
import type { Part } from '#components/sidebar/rail.tsx';
import { Bones } from '#components/sidebar/reading.tsx';
import type { Requester } from '#lib/model/requester.ts';
import css from '#components/sidebar/sidebar.module.css';

// What most messages are read without comes when its place on the rail is opened.
const Channels = lazy(() =>
  import('#components/contact/channels.tsx').then(({ Channels }) => ({ default: Channels })),
);
const TwinCards = lazy(() =>
  import('#components/twins/twin-cards.tsx').then(({ TwinCards }) => ({ default: TwinCards })),
);
const TimelinePanel = lazy(() =>
  import('#components/timeline/timeline-panel.tsx').then(({ TimelinePanel }) => ({ default: TimelinePanel })),
);
const TwinsPanel = lazy(() =>
  import('#components/twins/twins-panel.tsx').then(({ TwinsPanel }) => ({ default: TwinsPanel })),
);

export type PartsProps = {
  part: Part;
  onPart: (part: Part) => void;
  contact: ContactView;
  requester: Requester;
  note: RefObject<HTMLTextAreaElement | null>;
};

/** The part of a contact that the rail leads to (B5). */
export function Parts(props: PartsProps) {
  return (
    <Suspense fallback={<Bones />}>
      <OnePart {...props} />
    </Suspense>
  );
}

function OnePart({ part, onPart, contact, requester, note }: PartsProps) {
  switch (part) {
    case 'tags':
      return (
        <Section title={t('rail_tags')}>
          <ContactTags contact={contact} />
        </Section>
      );
    case 'channels':
      return <Channels contact={contact} site={requester.site} />;
    case 'notes':
      return <NotesPart contact={contact} note={note} />;
    case 'timeline':
      return <TimelinePanel contact={contact} />;
    case 'duplicates':
      return <TwinsPanel contact={contact} />;
    case 'history':
      return <HistorySection key={contact.id} contact={contact} isOpen />;
    default:
      return <DetailsPart contact={contact} requester={requester} note={note} onPart={onPart} />;
  }
}

/** The first screen: who may be the same, what they write from, all that is known, the last note, and the tags (B41); in the agent's own order (G4). */
function DetailsPart({ contact, requester, note, onPart }: Omit<PartsProps, 'part'>) {
  const sections = [
    {
      name: 'senders',
      title: t('senders'),
      aside: <ReadLine requester={requester} />,
      content: <Senders senders={contact.senders} contactName={contact.name} requester={requester} />,
    },
    { name: 'details', title: t('sidebar_details'), content: <Details contact={contact} /> },
    {
      name: 'notes',
      title: t('notes'),
      aside: t('contact_notes_private'),
      content: (
        <div className={css.stack}>
          <Notes contact={contact} first={1} onShowAll={() => onPart('notes')} />
          <NoteForm contactId={contact.id} field={note} />
        </div>
      ),
    },
    { name: 'tags', title: t('rail_tags'), content: <ContactTags contact={contact} /> },
  ];
  return (
    <>
      <Twins contact={contact} />
      <OrderedSections sections={sections} />
    </>
  );
}

/** Stays once there was somebody: a merge that is being done is not cut off when nobody is left. */
function Twins({ contact }: { contact: ContactView }) {
  const { data } = useTwins(contact.id);
  const [wasThere, setWasThere] = useState(false);
  const isThere = (data?.total ?? 0) > 0;
  if (isThere && !wasThere) setWasThere(true);
  if (!wasThere) return null;
  return (
    <Suspense>
      <TwinCards contact={contact} />
    </Suspense>
  );
}

function NotesPart({ contact, note }: Pick<PartsProps, 'contact' | 'note'>) {
  return (
    <Section title={t('notes')} aside={t('contact_notes_private')}>
      <div className={css.stack}>
        <NoteForm contactId={contact.id} field={note} />
        <Notes contact={contact} />
      </div>
    </Section>
  );
}
