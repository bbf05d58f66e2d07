import type { ReactNode } from 'react';
import {
  AtSign,
  Combine,
  Eye,
  Globe,
  Mail,
  MessageCircle,
  MessagesSquare,
  Package,
  Phone,
  StickyNote,
  Tag,
  UserPlus,
} from 'lucide-react';
import { TagChip } from '#components/ui/tag-chip.tsx';
import { Note } from '#components/contact/notes.tsx';
import { nameOfChannel } from '#components/contact/sender-mark.tsx';
import { Unsent } from '#components/contact/unsent.tsx';
import { EventBody, eventTitle } from '#components/timeline/event-body.tsx';
import { Away } from '#components/timeline/away.tsx';
import { TicketCard } from '#components/timeline/ticket-card.tsx';
import { useTagsById } from '#components/use-tags.ts';
import { formatMoment } from '#lib/i18n/dates.ts';
import { t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';
import type { TimelineEntry } from '#lib/messages/dealings.ts';
import { channels } from '#lib/model/channel.ts';
import css from './timeline.module.css';

/** One thing that happened: what, who, when, and what there is to read of it. */
export function Entry({ entry, contact }: { entry: TimelineEntry; contact: ContactView }) {
  return (
    <>
      <span className={css.icon} aria-hidden>
        {iconOf(entry)}
      </span>
      <div className={css.body}>
        <Happened entry={entry} contact={contact} />
      </div>
    </>
  );
}

function Happened({ entry, contact }: { entry: TimelineEntry; contact: ContactView }) {
  switch (entry.kind) {
    case 'note':
      return <Note contactId={contact.id} note={entry.note} />;
    case 'ticket':
      return <TicketCard ticket={entry.ticket} contact={contact} />;
    case 'event':
      return (
        <>
          <Head entry={entry}>{eventTitle(entry.event)}</Head>
          <EventBody event={entry.event} />
        </>
      );
    case 'order':
      return (
        <>
          <Head entry={entry}>{t('timeline_order', entry.number)}</Head>
          <p className={css.about}>
            {t('timeline_order_read')} {entry.url && <Away url={entry.url} />}
          </p>
        </>
      );
    case 'tags':
      return <Tags entry={entry} />;
    default:
      return <Head entry={entry}>{wordsOf(entry)}</Head>;
  }
}

function wordsOf(entry: Extract<TimelineEntry, { kind: 'added' | 'sender' | 'merge' }>): string {
  if (entry.kind === 'sender')
    return t(entry.isGone ? 'timeline_sender_gone' : 'timeline_sender', entry.value);
  if (entry.kind === 'added') return t('timeline_added');
  return t(entry.isUndone ? 'timeline_merge_undone' : 'timeline_merge', entry.name);
}

function Head({ entry, children }: { entry: TimelineEntry; children: ReactNode }) {
  const who = entry.by ?? (entry.mine ? t('contact_you') : null);
  const channel = channelOf(entry);
  const on = channel !== null && channel in channels ? nameOfChannel(channel) : null;
  return (
    <>
      <p className={css.what} dir="auto">
        {children}
      </p>
      <p className={css.about}>
        {[on, who, formatMoment(entry.at)].filter(Boolean).join(' · ')} {entry.unsent && <Unsent />}
      </p>
    </>
  );
}

/** Where it was: kept with it, so that it is still told when the sender has gone (B16). */
function channelOf(entry: TimelineEntry): string | null {
  if (entry.kind === 'sender') return entry.channel;
  return entry.kind === 'event' ? entry.event.channel : null;
}

function Tags({ entry }: { entry: Extract<TimelineEntry, { kind: 'tags' }> }) {
  const known = useTagsById();
  const chips = (ids: readonly string[]) =>
    ids.map((id) => (
      <TagChip
        key={id}
        name={known.get(id)?.name ?? t('timeline_tag_gone')}
        color={known.get(id)?.color ?? 'grey'}
      />
    ));
  return (
    <>
      {entry.added.length > 0 && (
        <p className={css.tagged}>
          {t('timeline_tags_added')} {chips(entry.added)}
        </p>
      )}
      {entry.removed.length > 0 && (
        <p className={css.tagged}>
          {t('timeline_tags_removed')} {chips(entry.removed)}
        </p>
      )}
      <p className={css.about}>{[entry.by, formatMoment(entry.at)].filter(Boolean).join(' · ')}</p>
    </>
  );
}

function iconOf(entry: TimelineEntry): ReactNode {
  if (entry.kind !== 'event') return ICONS[entry.kind];
  return EVENT_ICONS[entry.event.type] ?? <Globe />;
}

const ICONS = {
  added: <UserPlus />,
  note: <StickyNote />,
  ticket: <Mail />,
  order: <Package />,
  sender: <AtSign />,
  merge: <Combine />,
  tags: <Tag />,
} as const;

const EVENT_ICONS: Record<string, ReactNode> = {
  'web-session': <Eye />,
  chat: <MessageCircle />,
  conversation: <MessagesSquare />,
  order: <Package />,
  ticket: <Mail />,
  call: <Phone />,
};
