/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by hand for virtual scrolling: a table laid out otherwise loses its meaning to screen readers */
import { memo } from 'react';
import { CloudUpload, Ellipsis } from 'lucide-react';
import { Avatar } from '#components/ui/avatar.tsx';
import { ChannelMark } from '#components/ui/channel-mark.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Flag } from '#components/ui/flag.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Marked } from '#components/contact/marked.tsx';
import { formatDay, formatMoment } from '#lib/i18n/dates.ts';
import { channelName, countryName, languageName } from '#lib/i18n/names.ts';
import { plural, t } from '#lib/i18n/words.ts';
import type { ContactSummary, SenderView } from '#lib/messages/book.ts';
import { channelFacts } from '#lib/model/channel.ts';
import hidden from '#components/ui/spoken.module.css';
import css from './list.module.css';

/** Marks shown before the rest becomes a number. */
const MARKS = 4;

export type ListRowProps = {
  contact: ContactSummary;
  /** From 0. */
  index: number;
  top: number;
  search: string;
  isActive: boolean;
  isOpen: boolean;
};

/**
 * A contact in the list (A6 to A12). Drawn by the hundred while scrolling: plain elements that are handed nothing new
 * from frame to frame; the grid around them hears the clicks.
 */
export const ListRow = memo(function ListRow(props: ListRowProps) {
  const { contact, index, top, search, isActive, isOpen } = props;
  const { id, name, country, language, integrations, createdAt, unsent } = contact;
  return (
    <div
      role="row"
      id={rowId(index)}
      aria-rowindex={index + 2}
      aria-selected={isOpen}
      className={classNames(css.row, isActive && css.active, isOpen && css.open)}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" className={classNames(css.cell, css.name)}>
        <Avatar name={name} seed={id} size={26} />
        <span className={css.nameText} dir="auto" title={name}>
          <Marked text={name} search={search} />
        </span>
        {unsent && <CloudUpload role="img" aria-label={t('list_unsent')} className={css.unsent} />}
      </div>
      <SendersCell senders={contact.senders} search={search} />
      <div role="gridcell" className={classNames(css.cell, css.country)}>
        {country && (
          <>
            <Flag code={country} />
            <span className={css.text}>{countryName(country)}</span>
          </>
        )}
      </div>
      <div role="gridcell" className={classNames(css.cell, css.language)}>
        <span className={css.text}>{language && languageName(language)}</span>
      </div>
      <div role="gridcell" className={classNames(css.cell, css.integrations)} title={integrations.join(', ')}>
        <span className={css.text} dir="auto">
          {integrations.join(', ')}
        </span>
      </div>
      <div role="gridcell" className={classNames(css.cell, css.added)} title={formatMoment(createdAt)}>
        {formatDay(createdAt)}
      </div>
      <div role="gridcell" className={classNames(css.cell, css.dots)}>
        <button
          type="button"
          tabIndex={-1}
          className={css.dotsButton}
          aria-label={t('list_actions', name)}
          aria-haspopup="menu"
        >
          <Ellipsis aria-hidden />
        </button>
      </div>
    </div>
  );
});

/** The element id of a row, by which the grid says which one is active. */
export function rowId(index: number): string {
  return `contact-row-${index}`;
}

function SendersCell({ senders, search }: { senders: readonly SenderView[]; search: string }) {
  const [first] = senders;
  const more = senders.length - MARKS;
  return (
    <div role="gridcell" className={classNames(css.cell, css.senders)}>
      {senders.slice(0, MARKS).map((sender) => (
        <SenderMark key={`${sender.channel} ${sender.key}`} sender={sender} />
      ))}
      {more > 0 && (
        <span
          className={css.more}
          title={senders
            .slice(MARKS)
            .map(({ value }) => value)
            .join('\n')}
        >
          <span aria-hidden>+{more}</span>
          <span className={hidden.spoken}>{plural('list_more_senders', more)}</span>
        </span>
      )}
      {first && (
        <span className={css.firstSender} aria-hidden dir="auto" title={first.value}>
          <Marked text={first.value} search={search} />
        </span>
      )}
    </div>
  );
}

function SenderMark({ sender: { channel, value } }: { sender: SenderView }) {
  const { name, mark, color } = channelFacts(channel);
  const label = `${channelName(channel, name)}: ${value}`;
  return (
    <span title={label} className={css.mark}>
      <ChannelMark mark={mark} color={color} label={label} />
    </span>
  );
}

/** The shape of a row that is on its way. */
export function WaitingRow({ index, top }: { index: number; top: number }) {
  const width = 90 + ((index * 37) % 80);
  return (
    <div
      role="row"
      id={rowId(index)}
      aria-rowindex={index + 2}
      className={css.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" className={classNames(css.cell, css.name)}>
        <Skeleton width={26} height={26} radius={8} />
        <Skeleton width={width} />
        <span className={hidden.spoken}>{t('list_loading')}</span>
      </div>
      <div className={classNames(css.cell, css.senders)} role="gridcell">
        <Skeleton width={24} height={24} radius={7} />
        <Skeleton width={width} />
      </div>
      <div className={classNames(css.cell, css.country)} role="gridcell">
        <Skeleton width={70} />
      </div>
      <div className={classNames(css.cell, css.language)} role="gridcell">
        <Skeleton width={52} />
      </div>
      <div className={classNames(css.cell, css.integrations)} role="gridcell">
        <Skeleton width={60} />
      </div>
      <div className={classNames(css.cell, css.added)} role="gridcell">
        <Skeleton width={48} />
      </div>
    </div>
  );
}
