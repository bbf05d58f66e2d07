/** What kind of place a site is: how the catalogue is grouped, and what its people are. */
export type SiteKind = 'webmail' | 'messenger' | 'marketplace' | 'shop' | 'helpdesk' | 'mail' | 'test';

/**
 * An entry of the catalogue (C22): where messages are read, or which integration they come by. Data only; how its pages
 * are read says the recipe of the same id, where there is one, so that what is read and how well it is proven is said
 * once and by the recipe itself.
 */
export type Site = {
  /** Its recipe's id, too, where it has one of its own. */
  readonly id: string;
  /** As the product writes itself; a brand, never translated. Null: translated by `site_<id>`. */
  readonly name: string | null;
  /** Two letters at most, and the colour of the mark. */
  readonly mark: string;
  readonly color: string;
  readonly kind: SiteKind;
  /** Match patterns of the hosts it claims, of the browser's own kind. */
  readonly hosts: readonly string[];
  /** It stands on anybody's host, where the page itself tells it: switched on by typing the host. */
  readonly anywhere?: true;
  /** What tells it from its neighbours on the same host, or on anybody's: a pattern on path and query. */
  readonly path?: string;
  /** Domains of the addresses it puts in the place of its people's own (R1); `*` stands for a country's ending. */
  readonly relays?: readonly string[];
  /** The recipe it is read by, where that is another site's: a portal that many marketplaces share. */
  readonly recipe?: string;
  /** Sites in which its messages are read, for what has no pages of its own: a forwarded mailbox. */
  readonly readIn?: readonly string[];
  /** Other names that people look for it by: what it was called, who is behind it. */
  readonly also?: readonly string[];
  /** The name under which C22 lists it as an integration. */
  readonly listed?: string;
};

/** The id of the recipe a site is read by, if there is one of that id. */
export function recipeIdOf({ id, recipe }: Site): string {
  return recipe ?? id;
}

type Entry = Omit<Site, 'kind' | 'hosts'> & {
  /** Names of hosts with a blank between; `*.` before one stands for all below it. */
  readonly hosts?: string;
};

/** The sites of one kind, as they are written in this room: hosts by their names, each asked for over HTTPS only. */
export function group(kind: SiteKind, entries: readonly Entry[]): readonly Site[] {
  return entries.map(({ hosts = '', ...entry }) => ({
    ...entry,
    kind,
    hosts: hosts
      .split(' ')
      .filter(Boolean)
      .map((host) => `https://${host}/*`),
  }));
}

/** Hosts of one site under the endings of its countries; both with blanks between. */
export function under(hosts: string, endings: string): string {
  return hosts
    .split(' ')
    .flatMap((host) => endings.split(' ').map((ending) => `${host}.${ending}`))
    .join(' ');
}
