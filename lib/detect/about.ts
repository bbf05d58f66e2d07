import type { About, Requester } from '#lib/model/requester.ts';
import { findAll, isVisible, readAll, readFirst, type Bounds } from '#lib/detect/dom.ts';
import { peopleIn, phoneKey, type Person } from '#lib/detect/person.ts';
import type { Found, IsOwn } from '#lib/detect/read.ts';
import type { Recipe, Source, View } from '#lib/detect/recipe.ts';

/** The most that are told of somebody. */
const ORDERS = 20;
const IDENTITIES = 5;

/** What a page says of the conversation it shows, whoever takes part in it. */
export function aboutPage(document: Document, recipe: Recipe, view: View, bounds: Bounds): About {
  const shown = outsideOfOthers(document, view, bounds);
  const first = (sources: readonly Source[] | undefined) => firstSeen(document, sources, shown);
  const conversationUrl =
    webAddress(first(view.conversation), bounds.url) || webAddress(bounds.url, bounds.url);
  return {
    site: recipe.site,
    channel: recipe.channel,
    name: '',
    address: first(view.sender?.address.filter((source) => typeof source === 'object' && 'url' in source)),
    ...filled({
      subject: first(view.subject).slice(0, 500),
      conversationUrl,
      status: first(view.status).slice(0, 80),
      integration: first(view.account).slice(0, 320),
      country: countryIn(first(view.country), document),
      phone: phoneIn(first(view.phone)),
      orders: ordersIn(document, view.orders, shown),
    }),
  };
}

/**
 * What a message says of its writer beside their name. What it does not say is looked for in the page, if that shows
 * nobody else; order numbers of the page are the first writer's: only of that one `about` is told.
 */
export function aboutWriter(
  { writer, shown: { message, view, recipe, bounds } }: Found,
  isOwn: IsOwn,
  { page, about }: { page: Document | null; about: About | null },
): Partial<Requester> {
  const document = message.ownerDocument;
  const beside = outsideOfOthers(document, view, bounds, message);
  const either = (sources: readonly Source[] | undefined) =>
    readFirst(message, sources ?? [], bounds) || (page ? firstSeen(page, sources, beside) : '');
  const orders = ordersIn(message, view.orders, bounds);
  return filled({
    country: countryIn(either(view.country), document),
    orders: orders.length > 0 ? orders : (about?.orders ?? []),
    phone: phoneIn(either(view.phone)),
    also: alsoOf(writer, isOwn, (root) =>
      (view.also ?? []).flatMap((people) =>
        onlyOne(
          peopleIn(root, people, recipe.channel, bounds).filter(({ element }) => !beside.without?.(element)),
        ),
      ),
    )([message, ...(page ? [page] : [])]),
  });
}

/**
 * The page without its other messages: threads that were open before stay in many pages, hidden, and what stands in them
 * belongs to others.
 */
function outsideOfOthers(document: Document, view: View, bounds: Bounds, shown?: Element): Bounds {
  let others: Element[] | undefined;
  const find = () => {
    const all = view.messages.flatMap((selector) => findAll(document, selector, bounds.zones));
    return all.filter(
      (one) => one !== shown && !(shown && one.contains(shown)) && (shown || !isVisible(one)),
    );
  };
  const without = (element: Element) => (others ??= find()).some((other) => other.contains(element));
  return { ...bounds, without };
}

/** The value of the first source that gives one; of what it may be, that which can be seen. */
function firstSeen(root: Document, sources: readonly Source[] = [], bounds: Bounds): string {
  const without = (element: Element) => !isVisible(element) || Boolean(bounds.without?.(element));
  for (const source of sources) {
    const seen = readFirst(root, [source], { ...bounds, without });
    const value = seen === '' ? readFirst(root, [source], bounds) : seen;
    if (value !== '') return value;
  }
  return '';
}

/** Other identities of a writer: those of the first place that shows any, without own ones and the one that is known. */
function alsoOf(writer: Person, isOwn: IsOwn, find: (root: ParentNode) => Person[]) {
  return (roots: ParentNode[]): NonNullable<Requester['also']> => {
    const found = roots
      .map((root) => find(root).filter(({ key }) => !isOwn(key) && key !== writer.key))
      .find((people) => people.length > 0);
    return (found ?? []).slice(0, IDENTITIES).map(({ channel, address }) => ({ channel, address }));
  };
}

/** Where a place shows several people, none of them is surely the writer. */
function onlyOne(people: Person[]): Person[] {
  return new Set(people.map(({ key }) => key)).size === 1 ? people.slice(0, 1) : [];
}

/** Order numbers of the first source that gives any, each once. */
function ordersIn(root: ParentNode, sources: readonly Source[] = [], bounds: Bounds): string[] {
  for (const source of sources) {
    const orders = readAll(root, source, bounds).map((text) => text.replace(/^#\s*/u, ''));
    const plain = orders.filter((order) => order !== '' && order.length <= 64);
    if (plain.length > 0) return [...new Set(plain)].slice(0, ORDERS);
  }
  return [];
}

function phoneIn(text: string): string {
  return phoneKey(text) === null ? '' : text.replace(/^tel:/u, '').slice(0, 40);
}

/** A country by its code, or by its name in English or in the page's own language; '' where it is neither. */
function countryIn(text: string, { documentElement: { lang } }: Document): string {
  if (text === '' || /^[A-Za-z]{2}$/u.test(text)) return text.toUpperCase();
  for (const language of [lang.replace('_', '-'), 'en']) {
    const code = codeOf(text, language);
    if (code !== '') return code;
  }
  return '';
}

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

function codeOf(name: string, language: string): string {
  try {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    const codes = LETTERS.flatMap((one) => LETTERS.map((other) => one + other));
    return codes.find((code) => names.of(code)?.toLowerCase() === name.toLowerCase()) ?? '';
  } catch {
    return ''; // a language that is none
  }
}

/** An http(s) address of at most 2048 characters, resolved; '' for anything else. */
function webAddress(link: string, base: string): string {
  if (link === '' || !URL.canParse(link, base)) return '';
  const { protocol, href } = new URL(link, base);
  return /^https?:$/u.test(protocol) && href.length <= 2048 ? href : '';
}

/** Without what is empty. */
function filled<T extends Record<string, string | readonly unknown[]>>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.length > 0)) as Partial<T>;
}
