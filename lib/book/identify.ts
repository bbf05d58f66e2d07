import { channelFacts } from '#lib/model/channel.ts';
import { emailKey, isSharedAddress } from '#lib/model/email.ts';
import { channelOfRelay } from '#lib/model/relay.ts';
import type { Requester } from '#lib/model/requester.ts';
import { senderKey, type SenderProblem } from '#lib/model/sender.ts';
import type { Problem, ProblemReason } from '#lib/messages/problem.ts';
import { countryOf } from './country.ts';

/** A sender's identity. */
export type SenderId = { channel: string; key: string };

const REASONS: Record<SenderProblem, ProblemReason> = {
  empty: 'sender_empty',
  too_long: 'sender_too_long',
  not_an_email: 'not_an_email',
  not_a_phone: 'not_a_phone',
  phone_needs_country: 'phone_needs_country',
  shared_address: 'shared_address',
};

/** A sender's key, or the problem with it, in the book's words. */
export function identify(
  channel: string,
  value: string,
  country: string | null,
): { id: SenderId } | { problem: Problem } {
  // An address that stands for many buyers identifies none of them, whatever channel shows it (R1).
  const read = isSharedAddress(value)
    ? { problem: 'shared_address' as const }
    : senderKey(channel, value, country);
  if ('key' in read) return { id: { channel, key: read.key } };
  return { problem: { reason: REASONS[read.problem], value: value.slice(0, 500) } };
}

/** Who a page shows. A national number is read for the page's country, else the team's (R4). */
export function identifyRequester(
  from: Requester,
  teamCountry: string | null,
): { id: SenderId } | { problem: Problem } {
  return identify(from.channel, from.address, countryOf(from) ?? teamCountry);
}

/** Channels whose people have one profile between them. */
const SAME_PROFILES = { facebook: 'messenger', messenger: 'facebook' } as const;

/**
 * The other identities that are surely the same person's: an address is the same whichever channel shows it, and so is
 * a phone number; a relay's address is its marketplace's too; who writes by Messenger does so by their Facebook profile.
 */
export function siblings({ channel, key }: SenderId): SenderId[] {
  const { kind } = channelFacts(channel);
  if (kind === 'phone')
    return channel === 'phone' ? [{ channel: 'whatsapp', key }] : [{ channel: 'phone', key }];
  if (channel in SAME_PROFILES) return [{ channel: SAME_PROFILES[channel as 'facebook'], key }];
  if (kind !== 'email') return emailKey(key) === null ? [] : [{ channel: 'email', key }];
  const marketplace = channelOfRelay(key);
  return marketplace === null ? [] : [{ channel: marketplace, key }];
}
