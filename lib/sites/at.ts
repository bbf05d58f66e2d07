import { catalogue, siteById } from './catalogue.ts';
import { recipeIdOf, type Site } from './site.ts';

/** The sites that may stand at an address: those that claim its host, else all that stand on any host. */
export function sitesAt(url: string): Site[] {
  const claimed = catalogue.filter(({ hosts }) => hosts.some((pattern) => matchesPattern(pattern, url)));
  return claimed.length > 0 ? claimed : catalogue.filter(({ anywhere }) => anywhere);
}

/**
 * Ids of the recipes that a page may be read by, by its address, each once; there need not be one of each.
 * @param chosen sites that the agent named when switching the host on: theirs come first, and where another site claims
 *   the host as well, or several applications share it, the page tells which of them it is
 */
export function recipesAt(url: string, chosen: readonly string[] = []): string[] {
  const named = chosen.flatMap((id) => siteById(id) ?? []);
  return [...new Set([...named, ...sitesAt(url)].map(recipeIdOf))];
}

/**
 * The site that an address most likely is of, to be named to people: of those that claim the host, by its own name rather
 * than by a pattern for all below a domain, the one whose path it is; on anybody's host the one whose path it is. Null
 * where nothing tells.
 */
export function siteAt(url: string): Site | null {
  const claims = (pattern: string) => matchesPattern(pattern, url);
  const isExact = ({ hosts }: Site) => hosts.some((pattern) => !pattern.includes('//*.') && claims(pattern));
  const isHere = ({ path }: Site) => path !== undefined && pathFits(path, url);
  const claimed = catalogue.filter(({ hosts }) => hosts.some(claims));
  const nearest = claimed.some(isExact) ? claimed.filter(isExact) : claimed;
  return (
    nearest.find(isHere) ?? nearest[0] ?? catalogue.find((site) => site.anywhere && isHere(site)) ?? null
  );
}

function pathFits(path: string, url: string): boolean {
  const address = URL.parse(url);
  return address !== null && new RegExp(path, 'u').test(address.pathname + address.search);
}

/** Whether an address is within a match pattern `scheme://host/path`, `*` and `*.` as the browser reads them. */
export function matchesPattern(pattern: string, url: string): boolean {
  const parts = /^(?<scheme>\*|https?):\/\/(?<host>[^/]+)(?<path>\/.*)$/u.exec(pattern)?.groups;
  if (!parts || !URL.canParse(url)) return false;
  const address = new URL(url);
  const { scheme = '', host = '', path = '' } = parts;
  const [name = '', port = '*'] = host.split(':');
  return (
    (scheme === '*' ? /^https?:$/u.test(address.protocol) : address.protocol === `${scheme}:`) &&
    (name === '*' ||
      address.hostname === name ||
      (name.startsWith('*.') && isBelow(address.hostname, name))) &&
    (port === '*' || address.port === port) &&
    isAlong(path, address.pathname + address.search)
  );
}

/** Whether a path fits one with `*`: its pieces stand in it in this order, the first at the start, the last at the end. */
function isAlong(pattern: string, path: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\/]/gu, String.raw`\$&`).replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`, 'u').test(path);
}

function isBelow(hostname: string, wildcard: string): boolean {
  const domain = wildcard.slice(2);
  return hostname === domain || hostname.endsWith(`.${domain}`);
}
