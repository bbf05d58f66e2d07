/**
 * Where a platform itself stops somebody's messages (B50): the page of its own block list, or, where that has no lasting
 * address, its page of help on it. Looked at in November 2026.
 */
export type BlockPlace = { name: string; url: string; isHelp: boolean };

const BY_CHANNEL: Readonly<Record<string, BlockPlace>> = {
  allegro: {
    name: 'Allegro',
    url: 'https://help.allegro.com/en/sell/a/we-have-changed-the-way-of-adding-buyers-to-the-blacklisted-buyers-tab-Wvzqnl99Psz',
    isHelp: true,
  },
  ebay: { name: 'eBay', url: 'https://www.ebay.com/bmgt/BuyerBlock', isHelp: false },
  facebook: { name: 'Facebook', url: 'https://www.facebook.com/settings/?tab=blocking', isHelp: false },
  messenger: { name: 'Facebook', url: 'https://www.facebook.com/settings/?tab=blocking', isHelp: false },
  instagram: {
    name: 'Instagram',
    url: 'https://www.instagram.com/accounts/blocked_accounts/',
    isHelp: false,
  },
  x: { name: 'X', url: 'https://x.com/settings/blocked/all', isHelp: false },
};
/** Webmails, by the host that a conversation was seen on. */
const BY_HOST: Readonly<Record<string, BlockPlace>> = {
  'mail.google.com': {
    name: 'Gmail',
    url: 'https://mail.google.com/mail/u/0/#settings/filters',
    isHelp: false,
  },
};

/** The places for all that somebody writes from, each once. */
export function blockPlaces(
  senders: readonly { channel: string; conversationUrl: string | null }[],
): BlockPlace[] {
  const found = senders.flatMap(({ channel, conversationUrl }) => [
    BY_CHANNEL[channel],
    BY_HOST[URL.parse(conversationUrl ?? '')?.host ?? ''],
  ]);
  const byUrl = new Map(found.flatMap((place) => (place ? [[place.url, place]] : [])));
  return [...byUrl.values()];
}
