import type { ContactView, Integration, SenderView } from '#lib/messages/book.ts';
import { channelFacts } from '#lib/model/channel.ts';
import { members } from '#lib/model/field.ts';
import { itemsOf } from '#components/contact/many-values.ts';

/** One way to a contact: an own account of the team, or a sender that none of them is known to have. */
export type ChannelCard = {
  id: string;
  channel: string;
  /** The integration's name; null for a sender that came to none of ours. */
  name: string | null;
  /** Of the integration. */
  account: string;
  state: 'active' | 'inactive' | 'unavailable';
  /** The contact's senders there, of an active one. */
  senders: SenderView[];
  /** Addresses or numbers a first message can go to, the primary one first. */
  reach: string[];
};

/**
 * Every integration of the workspace as it stands to a contact (B6 to B13). Active: they have written there. Inactive:
 * e-mail, SMS or WhatsApp, on which anybody can write first. Unavailable: all others, where the customer must begin.
 */
export function channelCards(contact: ContactView, integrations: readonly Integration[]): ChannelCard[] {
  const told = new Set(members(contact.fields, 'integration'));
  const own = integrations.map((one): ChannelCard => {
    const senders = sendersAt(contact, one, integrations);
    const reach = reachOf(contact, one.channel);
    const isActive = senders.length > 0 || (told.has(one.id) && hasOn(contact, one.channel));
    const mayBegin = channelFacts(one.channel).kind === 'email' || channelFacts(one.channel).kind === 'phone';
    return {
      id: one.id,
      channel: one.channel,
      name: one.name,
      account: one.address,
      state: isActive ? 'active' : mayBegin ? 'inactive' : 'unavailable',
      senders:
        senders.length > 0
          ? senders
          : contact.senders.filter(({ channel }) => isActive && channel === one.channel),
      reach,
    };
  });
  return [...own, ...elsewhere(contact, own)];
}

/** A sender counts for the account its message came to; where none is told, for the only one there is of its channel. */
function sendersAt(
  { senders }: ContactView,
  { channel, name, address }: Integration,
  integrations: readonly Integration[],
): SenderView[] {
  const isOnly = integrations.filter((one) => one.channel === channel).length === 1;
  const isLogin = !['email', 'phone'].includes(channelFacts(channel).kind);
  return senders.filter(
    (sender) =>
      sender.channel === channel &&
      (sender.integration === null ? isOnly && isLogin : [name, address].includes(sender.integration)),
  );
}

const hasOn = ({ senders }: ContactView, channel: string) =>
  senders.some((sender) => sender.channel === channel);

function elsewhere({ senders }: ContactView, own: readonly ChannelCard[]): ChannelCard[] {
  const counted = new Set(own.flatMap((card) => card.senders));
  return senders
    .filter((sender) => !counted.has(sender))
    .map((sender) => ({
      id: `${sender.channel}/${sender.key}`,
      channel: sender.channel,
      name: null,
      account: sender.integration ?? '',
      state: 'active' as const,
      senders: [sender],
      reach: [],
    }));
}

/** Where a first message on a channel can go (B12): addresses for e-mail, E.164 numbers for SMS and WhatsApp. */
export function reachOf(contact: ContactView, channel: string): string[] {
  const { kind } = channelFacts(channel);
  if (kind !== 'email' && kind !== 'phone') return [];
  const items = itemsOf(contact, kind).toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary));
  return items.map(({ key, value }) => (kind === 'email' ? value : key)).filter((one) => one !== '');
}

/**
 * The address that opens a composer with the receiver in it, and nothing else (B11).
 * @param site the webmail that is beside, whose own composer is used for its own account
 */
export function composerUrl(channel: string, to: string, from: string, site: string | null): string {
  if (channel === 'whatsapp') return `https://wa.me/${to.replace(/\D/gu, '')}`;
  if (channelFacts(channel).kind === 'phone') return `sms:${to.replace(/[^+\d]/gu, '')}`;
  const address = to.split('@').map(encodeURIComponent).join('@');
  if (site !== 'gmail') return `mailto:${address}`;
  return `https://mail.google.com/mail/?${new URLSearchParams({ authuser: from, view: 'cm', fs: '1', to })}`;
}
