/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by hand for virtual scrolling: a table laid out otherwise loses its meaning to screen readers */
import { CloudUpload, ShieldBan } from 'lucide-react';
import { Avatar } from '#components/ui/avatar.tsx';
import { ChannelMark } from '#components/ui/channel-mark.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Flag } from '#components/ui/flag.tsx';
import { TagChip } from '#components/ui/tag-chip.tsx';
import { Marked } from '#components/contact/marked.tsx';
import { formatMoment } from '#lib/i18n/dates.ts';
import { channelName } from '#lib/i18n/names.ts';
import { plural, t } from '#lib/i18n/words.ts';
import type { ListRow, SenderView } from '#lib/messages/book.ts';
import type { FactValue } from '#lib/model/attribute.ts';
import { channelFacts } from '#lib/model/channel.ts';
import { SENDERS } from './columns.ts';
import type { FactWords } from './fact-words.ts';
import hidden from '#components/ui/spoken.module.css';
import css from './list.module.css';

/** Marks and tags shown before the rest becomes a number. */
const MARKS = 3;
const TAGS = 2;

export type ListCellProps = { contact: ListRow; column: string; words: FactWords; search: string };

/** One value of a contact in the list. */
export function ListCell(props: ListCellProps) {
  const { contact, column } = props;
  if (column === 'name') return <NameCell {...props} />;
  if (column === SENDERS) return <SendersCell senders={contact.senders} />;
  if (column === 'tags') return <TagsCell {...props} />;
  const value = factOf(contact, column);
  if (value === undefined) return <div role="gridcell" className={css.cell} aria-label={t('details_none')} />;
  return <ValueCell {...props} value={value} />;
}

/** What a summary has of itself needs no facts. */
function factOf({ facts, country, language, createdAt }: ListRow, column: string): FactValue | undefined {
  const own = { country, language, createdAt }[column];
  return own ?? facts?.[column];
}

function ValueCell({ column, words, search, value }: ListCellProps & { value: FactValue }) {
  const text = words.valueOf(column, value);
  const isMoment = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/u.test(value);
  return (
    <div
      role="gridcell"
      className={classNames(css.cell, typeof value === 'number' && css.number)}
      title={isMoment ? formatMoment(value) : text}
    >
      {column === 'country' && typeof value === 'string' && <Flag code={value} />}
      <span className={css.text} dir="auto">
        <Marked text={text} search={search} />
      </span>
    </div>
  );
}

function NameCell({ contact: { id, name, unsent, blocked }, search }: ListCellProps) {
  return (
    <div role="gridcell" className={classNames(css.cell, css.first)}>
      <Avatar name={name} seed={id} size={26} />
      <span className={css.nameText} dir="auto" title={name}>
        <Marked text={name} search={search} />
      </span>
      {blocked && <ShieldBan role="img" aria-label={t('attribute_blocked')} className={css.blocked} />}
      {unsent && <CloudUpload role="img" aria-label={t('list_unsent')} className={css.unsent} />}
    </div>
  );
}

function SendersCell({ senders }: { senders: readonly SenderView[] }) {
  const more = senders.length - MARKS;
  const rest = senders.slice(MARKS).map(({ value }) => value);
  return (
    <div role="gridcell" className={css.cell}>
      {senders.slice(0, MARKS).map((sender) => (
        <SenderMark key={`${sender.channel} ${sender.key}`} sender={sender} />
      ))}
      {more > 0 && <More count={more} title={rest.join('\n')} />}
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

function TagsCell({ contact: { facts }, words }: ListCellProps) {
  const value = facts?.['tags'];
  const ids = Array.isArray(value) ? (value as readonly string[]) : [];
  const tags = ids.flatMap((id) => words.tags.get(id) ?? []);
  const names = tags.map(({ name }) => name);
  return (
    <div role="gridcell" className={classNames(css.cell, css.tags)} title={names.join(', ')}>
      {tags.slice(0, TAGS).map(({ id, name, color }) => (
        <TagChip key={id} name={name} color={color} />
      ))}
      {/* A narrow list has room for one that can be read: the style sheet shows one of the two. */}
      {tags.length > 1 && (
        <More count={tags.length - 1} title={names.slice(1).join('\n')} isFor={css.narrow} />
      )}
      {tags.length > TAGS && (
        <More count={tags.length - TAGS} title={names.slice(TAGS).join('\n')} isFor={css.roomy} />
      )}
    </div>
  );
}

function More({ count, title, isFor }: { count: number; title: string; isFor?: string | undefined }) {
  return (
    <span className={classNames(css.more, isFor)} title={title}>
      <span aria-hidden>+{count}</span>
      <span className={hidden.spoken}>{plural('list_more_senders', count)}</span>
    </span>
  );
}
