import { useState } from 'react';
import { ExternalLink } from 'lucide-react';
import type { SenderView } from '#lib/messages/book.ts';
import type { Requester } from '#lib/model/requester.ts';
import { formatDay } from '#lib/i18n/dates.ts';
import { plural, t } from '#lib/i18n/words.ts';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Address } from '#components/contact/address.tsx';
import { nameOfChannel, SenderMark } from '#components/contact/sender-mark.tsx';
import { Unsent } from '#components/contact/unsent.tsx';
import { isWrittenBy } from '#components/contact/written-by.ts';
import hidden from '#components/ui/spoken.module.css';
import css from '#components/contact/senders.module.css';

/** Shown at first; a contact may have hundreds. */
const FIRST = 5;

export type SendersProps = {
  senders: SenderView[];
  contactName: string;
  /** Who wrote the open message: their sender is marked and comes first. */
  requester?: Requester | null;
};

/** What a contact writes from. */
export function Senders({ senders, contactName, requester = null }: SendersProps) {
  const [isAll, setAll] = useState(false);
  const ordered = requester ? senders.toSorted((a, b) => rank(a, requester) - rank(b, requester)) : senders;
  if (senders.length === 0) return <p className={css.none}>{t('details_no_senders')}</p>;
  return (
    <>
      <ul className={css.list}>
        {ordered.slice(0, isAll ? undefined : FIRST).map((sender) => (
          <SenderRow
            key={`${sender.channel}/${sender.key}`}
            sender={sender}
            contactName={contactName}
            isNow={requester !== null && isWrittenBy(sender, requester)}
          />
        ))}
      </ul>
      {!isAll && senders.length > FIRST && (
        <Button size="s" variant="quiet" onPress={() => setAll(true)}>
          {plural('list_more_senders', senders.length - FIRST)}
        </Button>
      )}
    </>
  );
}

const rank = (sender: SenderView, requester: Requester) => (isWrittenBy(sender, requester) ? 0 : 1);

type SenderRowProps = { sender: SenderView; contactName: string; isNow: boolean };

function SenderRow({ sender, contactName, isNow }: SenderRowProps) {
  return (
    <li className={css.sender}>
      <SenderMark channel={sender.channel} />
      <div className={css.words}>
        <span className={css.value} dir="auto">
          <Address value={sender.value} />
        </span>
        <span className={css.about}>
          {aboutSender(sender, contactName).join(' · ')} {sender.unsent && <Unsent />}
        </span>
        {isNow && <span className={css.now}>{t('contact_this_message')}</span>}
      </div>
      <span className={css.tools}>
        <Conversation url={sender.conversationUrl} />
        <CopyButton value={sender.value} />
      </span>
    </li>
  );
}

function aboutSender(sender: SenderView, contactName: string): string[] {
  const name =
    sender.name && sender.name !== contactName && sender.name !== sender.value ? sender.name : null;
  const since = sender.firstSeenAt && t('contact_since', formatDay(sender.firstSeenAt));
  return [nameOfChannel(sender.channel), name, sender.integration, since].filter((part): part is string =>
    Boolean(part),
  );
}

function Conversation({ url }: { url: string | null }) {
  if (!url || !/^https?:\/\//u.test(url)) return null;
  return (
    <a
      className={css.link}
      href={url}
      target="_blank"
      rel="noreferrer"
      title={t('contact_open_conversation')}
    >
      <ExternalLink aria-hidden />
      <span className={hidden.spoken}>{t('contact_open_conversation')}</span>
    </a>
  );
}
