import type { Recipe } from '#lib/detect/recipe.ts';
import { demo } from '#lib/detect/recipes/demo.ts';
import { gmail } from '#lib/detect/recipes/gmail.ts';
import { roundcube } from '#lib/detect/recipes/roundcube.ts';

/** An inbox that can be read. */
export type Site = {
  id: string;
  /** As the product writes itself; never translated. */
  name: string;
  /** Match patterns of the browser's own kind; empty for what stands on anybody's host, where the page tells it. */
  matches: readonly string[];
  recipe: Recipe;
};

/** Every site that is built in, in the order in which they are tried on a host that none claims. */
export const sites: readonly Site[] = [
  { id: 'gmail', name: 'Gmail', matches: ['https://mail.google.com/*'], recipe: gmail },
  { id: 'roundcube', name: 'Roundcube', matches: [], recipe: roundcube },
  { id: 'demo', name: 'Demo inbox', matches: [], recipe: demo },
];

export function siteById(id: string): Site | undefined {
  return sites.find((site) => site.id === id);
}

/** The sites that may stand at an address: those that claim its host, else all that stand on any host. */
export function sitesAt(url: string): Site[] {
  const claimed = sites.filter(({ matches }) => matches.some((pattern) => matchesPattern(pattern, url)));
  return claimed.length > 0 ? claimed : sites.filter(({ matches }) => matches.length === 0);
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
