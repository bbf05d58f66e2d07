import { channelFacts } from '#lib/model/channel.ts';
import type { Requester } from '#lib/model/requester.ts';
import { readPhone } from '#lib/model/phone.ts';

/** Two-letter domains that say nothing of where somebody lives: they are sold to everybody. */
const NO_COUNTRY = new Set([
  'ac',
  'ai',
  'cc',
  'co',
  'eu',
  'fm',
  'gg',
  'io',
  'la',
  'ly',
  'me',
  'sh',
  'to',
  'tv',
  'ws',
]);

/**
 * Where somebody lives, worked out from how they write (A9): the prefix of a phone number, else the country of the
 * marketplace or of their address. Only ever a proposal: its origin is `derived`, so that typing wins (G27).
 * @returns ISO 3166 alpha-2, or null
 */
export function deriveCountry(senders: readonly { channel: string; value: string }[]): string | null {
  const found = senders.map(({ channel, value }) =>
    channelFacts(channel).kind === 'phone'
      ? (readPhone(value, null)?.country ?? null)
      : countryOfAddress(value),
  );
  return found.find((country) => country !== null) ?? null;
}

/** The same for what a page shows; what the page itself says comes first. */
export function countryOf(from: Requester): string | null {
  return (
    from.country ??
    deriveCountry([{ channel: from.channel, value: from.address }]) ??
    marketplaceCountry(from)
  );
}

/** A shop's own mail page may lie anywhere; only a marketplace's address tells where its buyers are. */
function marketplaceCountry({ channel, conversationUrl }: Requester): string | null {
  const isMarketplace = channelFacts(channel).kind === 'login' && channel !== 'other';
  return isMarketplace ? countryOfDomain(URL.parse(conversationUrl ?? '')?.hostname ?? '') : null;
}

function countryOfAddress(address: string): string | null {
  return countryOfDomain(address.slice(address.lastIndexOf('@') + 1, address.includes('@') ? undefined : 0));
}

function countryOfDomain(domain: string): string | null {
  const last = /\.([a-z]{2})$/iu.exec(domain)?.[1]?.toLowerCase() ?? '';
  if (last === '' || NO_COUNTRY.has(last)) return null;
  return last === 'uk' ? 'GB' : last.toUpperCase();
}
