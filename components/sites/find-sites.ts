import type { SwitchedOn } from '#lib/settings/settings.ts';
import { matchesPattern, siteAt } from '#lib/sites/at.ts';
import { catalogue, siteById } from '#lib/sites/catalogue.ts';
import type { Site, SiteKind } from '#lib/sites/site.ts';
import { hostOf, siteName } from './site-words.tsx';

export const groups = [
  'webmail',
  'marketplace',
  'shop',
  'messenger',
  'helpdesk',
  'mail',
] as const satisfies readonly SiteKind[];

export type Group = { kind: (typeof groups)[number]; sites: Site[] };

/** The sites whose name, other names or hosts contain what is typed, by groups; groups without any are left out. */
export function findSites(text: string): Group[] {
  const wanted = folded(text.trim());
  return groups
    .map((kind) => ({
      kind,
      sites: catalogue.filter((site) => site.kind === kind && isFound(site, wanted)),
    }))
    .filter(({ sites }) => sites.length > 0);
}

function isFound(site: Site, wanted: string): boolean {
  const { also = [], listed = '', hosts } = site;
  return [siteName(site), listed, ...also, ...hosts.map(hostOf)].some((word) =>
    folded(word).includes(wanted),
  );
}

/** Case and marks do not count; nor does what stands between the parts of a name: "home & you", "dr max". */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .toLowerCase()
    .replace(/[\s.&'’-]/gu, '');
}

/** By which of the switched-on patterns a site is on: those asked for by its name, or that cover a host it claims. */
export function onBy(site: Site, on: readonly SwitchedOn[]): string[] {
  return on
    .filter(({ site: id, pattern }) => id === site.id || site.hosts.some((host) => meet(host, pattern)))
    .map(({ pattern }) => pattern);
}

/** Whether there is an address within both patterns. */
function meet(one: string, other: string): boolean {
  return matchesPattern(one, addressIn(other)) || matchesPattern(other, addressIn(one));
}

/** An address within a pattern. */
function addressIn(pattern: string): string {
  return pattern
    .replace('*://', 'https://')
    .replace('//*.', '//any.')
    .replace(':*/', '/')
    .replace(/\*$/u, '');
}

export type Shown = {
  /** What stands at these hosts, where it is known. */
  site: Site | null;
  patterns: string[];
};

/** What is switched on, each site once with its hosts. */
export function shownOn(on: readonly SwitchedOn[]): Shown[] {
  const shown = new Map<string, Shown>();
  for (const { site: id, pattern } of on) {
    const site = siteById(id) ?? siteAt(addressIn(pattern));
    const key = site?.id ?? pattern;
    const before = shown.get(key) ?? { site, patterns: [] };
    shown.set(key, { site, patterns: [...new Set([...before.patterns, pattern])] });
  }
  return [...shown.values()];
}

/** More hosts than these are asked for one at a time: a site's countries. */
const FEW = 4;

/** Whether of a site's hosts one is chosen; else its one click asks for all of them. */
export const isByCountry = ({ hosts }: Site): boolean => hosts.length > FEW;

/**
 * The host nearest to the reader: whose ending is their region's or, failing that, their language's.
 * @param languages BCP 47 tags, the most wanted first
 */
export function nearestHost(hosts: readonly string[], languages: readonly string[]): string | null {
  const places = languages.flatMap((tag) => {
    const { region = '', language } = new Intl.Locale(tag);
    return [region.toLowerCase(), language];
  });
  const endings = places.map((place) => (place === 'gb' ? 'uk' : place)).filter(Boolean);
  const found = endings.flatMap((ending) => hosts.filter((host) => host.endsWith(`.${ending}/*`)));
  return found[0] ?? hosts[0] ?? null;
}
