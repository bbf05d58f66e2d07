import { NO_ROUTE } from '#lib/teach/patterns.ts';
import { isNumberOfOne } from '#lib/teach/stable.ts';

/** Where pages like these stand: patterns that all of them match, and what in the address tells one from another. */
export type PageAddress = { url: string[]; conversationInUrl?: string };

const ANY = '[^/?#]+';
/** A hash that leads somewhere: `#/case/4711`, `#inbox/FMfcgz`; not one that scrolls to a place. */
const ROUTE = /^#!?(?:\/|[a-z][\w-]*\/.)/iu;

/**
 * What addresses of one kind of page have in common (R15). Of one address numbers and ids are taken to differ from page
 * to page; of several, whatever does. Null: they are not of one application, or not of one kind.
 */
export function addressOf(urls: readonly string[]): PageAddress | null {
  const pages = urls.flatMap((url) => URL.parse(url) ?? []);
  const [first] = pages;
  if (!first || pages.length !== urls.length) return null;
  if (pages.some(({ origin }) => origin !== first.origin)) return null;
  const path = alike(pages.map(({ pathname }) => partsOf(pathname)));
  const routes = pages.map(({ hash }) => (ROUTE.test(hash) ? partsOf(hash.replace(/^#!?/u, '')) : []));
  const isBare = pages.every(({ hash }) => !/^#!?\//u.test(hash));
  const route = alike(routes);
  if (!path || !route) return null;
  const start = `^${escape(first.origin)}`;
  const whole = `${start}${path.pattern}`;
  const queries = queryOf(pages, path.parts.length === 0 || /\.\w{2,5}$/u.test(first.pathname));
  const inHash = isBare ? route.pattern.slice(1) : route.pattern;
  const hash = route.parts.length > 0 ? [`#!?${inHash}(?:[/?]|$)`] : [];
  if (pages.every(({ hash }) => !hash.includes('/'))) hash.push(NO_ROUTE);
  const told = tells(path, { ...route, pattern: inHash }, queries.differ, start);
  return {
    url: [`${whole}/?(?:[?#]|$)`, ...queries.same, ...hash],
    ...(told === null ? {} : { conversationInUrl: told }),
  };
}

type Alike = { parts: string[]; pattern: string; differs: boolean };

/** Null where one has more parts than another: that is another kind of page. */
function alike(all: readonly string[][]): Alike | null {
  const [first = []] = all;
  if (all.some(({ length }) => length !== first.length)) return null;
  let differs = false;
  const parts = first.map((part, index) => {
    const isSame = all.every((other) => other[index] === part) && !isNumberOfOne(part);
    differs ||= !isSame;
    return isSame ? escape(part) : ANY;
  });
  return { parts, pattern: parts.map((part) => `/${part}`).join(''), differs };
}

/** Of the query only what routes, where the path does not: `index.php?page=ticket`. */
function queryOf(pages: readonly URL[], routes: boolean): { same: string[]; differ: string | null } {
  const [first] = pages;
  const same: string[] = [];
  let differ: string | null = null;
  for (const [name, value] of first?.searchParams ?? []) {
    const values = pages.map(({ searchParams }) => searchParams.get(name));
    if (!/^[\w.-]{1,40}$/u.test(name) || values.includes(null)) continue;
    const isSame = values.every((other) => other === value) && /^[a-z][a-z_.-]{1,30}$/iu.test(value);
    if (isSame && routes) same.push(`[?&]${escape(name)}=${escape(value)}(?:[&#]|$)`);
    else if (isNumberOfOne(value) || values.some((other) => other !== value)) differ ??= escape(name);
  }
  return { same, differ };
}

function tells(path: Alike, route: Alike, query: string | null, start: string): string | null {
  if (route.differs) return `#!?(?<value>${route.pattern})`;
  if (path.differs) return `${start}(?<value>${path.pattern})`;
  return query === null ? null : `[?&](?<value>${query}=[^&#]+)`;
}

function partsOf(path: string): string[] {
  return path
    .replace(/\?.*$/u, '')
    .split('/')
    .filter((part) => part !== '');
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/gu, (sign) =>
    sign === '-' || sign === '/' ? sign : `\\${sign}`,
  );
}
