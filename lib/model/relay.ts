/**
 * The masks that marketplaces put over their people's addresses, and the mailboxes that they themselves write from
 * (R1, section M). All functions take an address in lower case, whole or as the key that `emailKey` makes of it.
 */

// A marketplace's site: .pl, .com, .co.uk. No more, or allegromail.pl.evil.example would be one, too.
const SITE = String.raw`\.[a-z]{2,3}(?:\.[a-z]{2})?`;

type Relay = {
  /** The channel whose people write through it; null where several marketplaces share a relay that names no login. */
  channel: string | null;
  domain: RegExp;
};

const RELAYS: readonly Relay[] = [
  { channel: 'allegro', domain: new RegExp(`@(?:user\\.)?allegromail${SITE}$`, 'u') },
  { channel: 'allegro', domain: /@user\.allegrogroup\.pl$/u },
  // The domain's ending follows the buyer's site and may change: a key has none.
  { channel: 'ebay', domain: new RegExp(`@members\\.ebay(?:${SITE})?$`, 'u') },
  { channel: 'amazon', domain: new RegExp(`@marketplace\\.amazon${SITE}$`, 'u') },
  { channel: 'mirakl', domain: /@(?:marketplace\.empik\.com|notification\.mirakl\.net)$/u },
  { channel: null, domain: /@verkopen\.bol\.com$/u },
];

/** Masks whose `+part` is another one with each order: the fixed part is the person. */
const ROTATING = new RegExp(`\\+[^@]*(?=@(?:(?:user\\.)?allegromail${SITE}|user\\.allegrogroup\\.pl)$)`, 'u');
const EBAY_ALIAS = new RegExp(`(?<=@members\\.ebay)${SITE}$`, 'u');
/** Amazon Business gives every buyer of a country one address: it identifies nobody. */
const SHARED = new RegExp(`^no-?reply-amazon-iba-buyer@marketplace\\.amazon${SITE}$`, 'u');

/** Marketplaces by their names, on any site of theirs, and by their one domain. */
const SITES =
  'allegro amazon ebay etsy olx vinted temu shopee kaufland facebookmail leboncoin cdiscount octopia manomano';
const DOMAINS =
  'empik.com mirakl.net mirakl.com bol.com erli.pl morele.net aliexpress.com walmart.com refurbed.com';
const either = (names: string) => names.replaceAll('.', '\\.').replaceAll(' ', '|');
const PLATFORM = new RegExp(`@(?:[a-z0-9-]+\\.)*(?:(?:${either(SITES)})${SITE}|${either(DOMAINS)})$`, 'u');

/**
 * Every address that anything here is about has one of these names in it. Most have none, and are done with: to compile
 * the patterns takes a page a third of a millisecond.
 */
const NAMES = `${SITES} ${DOMAINS}`.split(' ');
const namesOne = (address: string) => NAMES.some((name) => address.includes(name));

/** What stays of a mask from one order, and one site, to the next; any other address as it is. */
export function lastingPart(address: string): string {
  return !namesOne(address) ? address : address.replace(ROTATING, '').replace(EBAY_ALIAS, '');
}

/** Whether an address is a marketplace's mask over a person's own. Never a proof of a duplicate (B21). */
export function isRelay(address: string): boolean {
  return namesOne(address) && RELAYS.some(({ domain }) => domain.test(address));
}

/** The channel on which a mask's person has a login; null where it is no mask, or tells none. */
export function channelOfRelay(address: string): string | null {
  return (namesOne(address) && RELAYS.find(({ domain }) => domain.test(address))?.channel) || null;
}

/** Whether one address stands for many buyers, so that it can identify none of them. */
export function isShared(address: string): boolean {
  return namesOne(address) && SHARED.test(address);
}

/**
 * Whether a marketplace itself writes from an address: notices of orders, messages and payments. The person such a notice
 * is about, if any, is behind its Reply-To.
 */
export function isPlatform(address: string): boolean {
  return namesOne(address) && PLATFORM.test(address) && !isRelay(address);
}
