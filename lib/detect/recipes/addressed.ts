import type { Recipe } from '#lib/detect/recipe.ts';

/** What the address says of a page that is not read. */
type Addressed = {
  site: string;
  /** When a message may be open. */
  open: string;
  /** What tells one conversation from another, where anything in the address does. */
  conversation?: string;
};

/**
 * A recipe for a site of which nothing but the address is known: it says where one is and, as far as the address tells
 * them apart, in which conversation; the person is picked by hand.
 */
export function addressed({ site, open, conversation }: Addressed): Recipe {
  return {
    format: 1,
    site,
    grade: 'address',
    channel: 'email',
    nobody: [],
    exclude: [],
    ...(conversation === undefined ? {} : { conversationInUrl: conversation }),
    views: [{ id: 'page', gate: { url: [open] }, messages: [''], chip: [] }],
  };
}

/**
 * Inboxes of which no dependable hook is known: Fastmail and iCloud show names alone; GMX, WEB.DE and mail.com show their
 * messages in frames of other hosts; of Zendesk and the national webmails nothing but hosts and paths is known.
 */
export const addressedInboxes: readonly Recipe[] = [
  {
    site: 'fastmail',
    open: '^https://(?:app|www)\\.fastmail\\.com/mail/[^/?#]+/[^/?#]+',
    conversation: '/mail/[^/?#]+/(?<value>[^/?#]+)',
  },
  {
    site: 'zoho',
    open: '^https://mail\\.zoho\\.[a-z.]+/zm/[^#]*#mail/(?:.*/)?p/[^/?]+',
    conversation: '/p/(?<value>[^/?]+)',
  },
  { site: 'icloud', open: '^https://www\\.icloud\\.com/mail(?:[/?#]|$)' },
  { site: 'gmx', open: '^https://(?:[a-z0-9.-]*\\.)?gmx\\.net/mail' },
  { site: 'webde', open: '^https://(?:[a-z0-9.-]*\\.)?web\\.de/mail' },
  { site: 'mailcom', open: '^https://(?:[a-z0-9.-]*\\.)?mail\\.com/mail' },
  { site: 'wp', open: '^https://poczta\\.wp\\.pl/' },
  { site: 'o2', open: '^https://poczta\\.o2\\.pl/' },
  { site: 'onet', open: '^https://poczta\\.(?:onet|op)\\.pl/' },
  { site: 'interia', open: '^https://poczta\\.interia\\.pl/' },
  { site: 'orange', open: '^https://messagerie\\.orange\\.fr/' },
  { site: 'sfr', open: '^https://webmail\\.sfr\\.fr/' },
  { site: 'laposte', open: '^https://(?:webmail\\.laposte\\.net/|www\\.laposte\\.net/accueil)' },
  {
    site: 'zendesk',
    open: '^https://[a-z0-9-]+\\.zendesk\\.com/agent/tickets/\\d+',
    conversation: '/tickets/(?<value>\\d+)',
  },
].map((inbox) => addressed(inbox));
