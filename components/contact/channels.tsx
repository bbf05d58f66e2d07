import type { ReactNode } from 'react';
import { Ban, CircleCheck, CircleDashed, ExternalLink, Plug, Send } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { Section } from '#components/ui/section.tsx';
import { Address } from '#components/contact/address.tsx';
import { channelCards, composerUrl, type ChannelCard } from '#components/contact/channel-states.ts';
import { nameOfChannel, SenderMark } from '#components/contact/sender-mark.tsx';
import { useBook, useIntegrations } from '#components/use-book.ts';
import { formatMoment } from '#lib/i18n/dates.ts';
import { t } from '#lib/i18n/words.ts';
import type { ContactView, SenderView } from '#lib/messages/book.ts';
import { channelFacts } from '#lib/model/channel.ts';
import css from '#components/contact/channels.module.css';

const GROUPS = [
  {
    state: 'active',
    icon: <CircleCheck aria-hidden />,
    title: 'channels_active',
    what: 'channels_active_what',
  },
  {
    state: 'inactive',
    icon: <CircleDashed aria-hidden />,
    title: 'channels_inactive',
    what: 'channels_inactive_what',
  },
  {
    state: 'unavailable',
    icon: <Ban aria-hidden />,
    title: 'channels_unavailable',
    what: 'channels_unavailable_what',
  },
] as const;

export type ChannelsProps = {
  contact: ContactView;
  /** The site beside, whose composer is used for its own account. */
  site?: string | null;
};

/** Every integration of the workspace and how it stands to a contact (B6, B7). Nothing is removed here (B14). */
export function Channels({ contact, site = null }: ChannelsProps) {
  const { data: integrations } = useIntegrations();
  if (!integrations) return null;
  const cards = channelCards(contact, integrations);
  return (
    <>
      {GROUPS.map(({ state, icon, title, what }) => {
        const group = cards.filter((card) => card.state === state);
        if (group.length === 0) return null;
        return (
          <Section key={state} title={t(title)} aside={t(what)}>
            <ul className={css.list}>
              {group.map((card) => (
                <Card key={card.id} card={card} icon={icon} site={site} />
              ))}
            </ul>
          </Section>
        );
      })}
      {integrations.length === 0 && <NoIntegrations />}
    </>
  );
}

function Card({ card, icon, site }: { card: ChannelCard; icon: ReactNode; site: string | null }) {
  const { channel, name, account, state, senders } = card;
  const about = [nameOfChannel(channel), name === null ? account || t('channels_not_ours') : account];
  return (
    <li className={css.card} data-state={state}>
      <SenderMark channel={channel} />
      <div className={css.words}>
        <span className={css.name} dir="auto">
          {name ?? nameOfChannel(channel)}
        </span>
        <span className={css.about}>
          <Address value={about.filter((part) => part !== '' && part !== name).join(' · ')} />
        </span>
        {senders.map((sender) => (
          <SenderLine key={`${sender.channel}/${sender.key}`} sender={sender} />
        ))}
        {state === 'inactive' && <FirstMessage card={card} site={site} />}
      </div>
      <span className={css.state}>{icon}</span>
    </li>
  );
}

/** Who they are there, since when (B8), and the way to the conversation (B9). */
function SenderLine({ sender: { value, firstSeenAt, conversationUrl } }: { sender: SenderView }) {
  const url = conversationUrl && /^https?:\/\//u.test(conversationUrl) ? conversationUrl : null;
  return (
    <div className={css.sender}>
      <span className={css.value} dir="auto">
        <Address value={value} />
      </span>
      <span className={css.about}>
        {firstSeenAt ? t('channels_since', formatMoment(firstSeenAt)) : t('channels_since_unknown')}
      </span>
      {url && (
        <a className={css.link} href={url} target="_blank" rel="noreferrer">
          <ExternalLink aria-hidden />
          {t('contact_open_conversation')}
        </a>
      )}
    </div>
  );
}

/** The one who works here may begin (B10, B11): with an address or number, else why not (B12). */
function FirstMessage({ card, site }: { card: ChannelCard; site: string | null }) {
  const { channel, account, reach, name } = card;
  const write = (to: string) =>
    void window.open(composerUrl(channel, to, account, site), '_blank', 'noopener');
  const [first] = reach;
  if (first === undefined)
    return (
      <span className={css.about}>
        {t(channelFacts(channel).kind === 'email' ? 'channels_no_email' : 'channels_no_phone')}
      </span>
    );
  const button = (onPress?: () => void) => (
    <Button
      size="s"
      icon={<Send aria-hidden />}
      className={css.first ?? ''}
      aria-label={t('channels_first_to', name ?? nameOfChannel(channel))}
      {...(onPress && { onPress })}
    >
      {t('channels_first')}
    </Button>
  );
  if (reach.length === 1)
    return (
      <>
        <span className={css.value} dir="auto">
          <Address value={first} />
        </span>
        {button(() => write(first))}
      </>
    );
  const entries = reach.map((to) => ({ id: to, words: to, onAction: () => write(to) }));
  return (
    <Menu label={t('channels_first')} entries={entries}>
      {button()}
    </Menu>
  );
}

function NoIntegrations() {
  const book = useBook();
  return (
    <Empty
      icon={<Plug />}
      title={t('channels_none')}
      action={
        <Button onPress={() => void book.openContactsPage({ view: 'integrations' })}>
          {t('channels_settings')}
        </Button>
      }
    >
      {t('channels_none_what')}
    </Empty>
  );
}
