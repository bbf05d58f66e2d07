import { Avatar } from '#components/ui/avatar.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { formatDay } from '#lib/i18n/dates.ts';
import { plural, t } from '#lib/i18n/words.ts';
import { shortId } from '#lib/model/contact.ts';
import type { ContactView } from '#lib/messages/book.ts';
import css from './merge.module.css';

export type MergeDirectionProps = {
  pair: readonly [ContactView, ContactView];
  stays: string;
  onStays: (id: string) => void;
};

/** Which of both stays, with its ID and address; the other becomes part of it (G6). */
export function MergeDirection({ pair, stays, onStays }: MergeDirectionProps) {
  return (
    <RadioGroup
      label={t('merge_stays')}
      isWide
      value={stays}
      onChange={onStays}
      choices={pair.map((contact) => ({ id: contact.id, children: <Side contact={contact} /> }))}
    />
  );
}

function Side({ contact }: { contact: ContactView }) {
  const { id, name, senders, createdAt } = contact;
  return (
    <span className={css.side}>
      <Avatar name={name} seed={id} size={28} />
      <span className={css.sideWords}>
        <span className={css.name} dir="auto">
          {name}
        </span>
        <span className={css.about}>
          {shortId(id)} · {plural('merge_senders', senders.length)} · {formatDay(createdAt)}
        </span>
      </span>
    </span>
  );
}
