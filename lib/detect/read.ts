import { isInDomain } from '#lib/model/in-domain.ts';
import type { About, Confidence, Requester } from '#lib/model/requester.ts';
import { aboutPage, aboutWriter } from '#lib/detect/about.ts';
import { findAll, findFirst, isVisible, readAll, readFirst, type Bounds } from '#lib/detect/dom.ts';
import { viewOf } from '#lib/detect/gate.ts';
import { addressIn, addressKey, peopleIn, type Person } from '#lib/detect/person.ts';
import type { Place, Recipe, View } from '#lib/detect/recipe.ts';
import { writersOf, type Envelope, type Writer } from '#lib/detect/writers.ts';

/** What the reader is told beside the page. */
export type Context = {
  /** The page's address. */
  url: string;
  /** The team's own addresses and logins; `@shop.example` stands for a whole domain and those below it. Mail from them offers nobody. */
  own: readonly string[];
};

/** Where a requester's chip goes: beside, or inside at the end of, an element of the page. */
export type Anchor = { element: Element; where: Place['where'] };

/** What a page shows now. */
export type Reading = {
  /** The view of the recipe that shows a message here; null: there is none, or nobody is to be offered. */
  view: string | null;
  /** What the page says beside, even where it names nobody; null where no view shows anything. */
  about: About | null;
  /** Who wrote the open message, then the other participants (G23); each once. Empty: nobody. */
  requesters: Requester[];
  /** For each requester where the chip goes; null where its place is not on the page. */
  anchors: (Anchor | null)[];
  /** For each requester the element that shows them, so that a person can be shown what was read (R5). */
  evidence: Element[];
  /** For each requester the message they wrote, which is in sight; what shows them in it may be folded away. */
  messages: Element[];
  /** For each requester what their message says, to be covered (B52); null where it is not on the page. */
  bodies: (Element | null)[];
};

/** A message, and what is needed to read it. */
export type Shown = { message: Element; view: View; recipe: Recipe; bounds: Bounds };

/** A page that shows nobody. */
export const NOTHING: Reading = {
  view: null,
  about: null,
  requesters: [],
  anchors: [],
  evidence: [],
  messages: [],
  bodies: [],
};
const MOST = 50;

/**
 * Who wrote the message that a page shows, by a site's recipe (A8, laws 7 and 8). Pure: changes nothing, and knows
 * nothing but the document and what it is given. Only what a person can see counts, nothing inside message bodies, and
 * never an own address.
 */
export function readPage(document: Document, recipe: Recipe, context: Context): Reading {
  const view = viewOf(document, recipe, context.url);
  if (!view) return NOTHING;
  const bounds = { zones: recipe.exclude, url: context.url };
  const messages = findFirst(document, view.messages, recipe.exclude, isVisible);
  if (messages.length === 0 || (view.alone && messages.length > 1)) return NOTHING;
  const account = (view.own ?? []).flatMap((source) => readAll(document, source, bounds));
  const isOwn = ownness([...context.own, ...account.map(addressIn), ...siteItself(recipe, context.url)]);
  const found = messages
    .toReversed()
    .flatMap((message) => readMessage({ message, view, recipe, bounds }, isOwn));
  const people = onlyOnce(found).slice(0, MOST);
  const about = aboutPage(document, recipe, view, bounds);
  if (account[0]) about.integration ??= addressIn(account[0]).slice(0, 320);
  if (people.length === 0) about.name = nameIn(messages, view, bounds);
  const alone = people.length === 1 ? document : null;
  return {
    view: view.id,
    about,
    requesters: people.map((person, index) =>
      describe(person, about, aboutWriter(person, isOwn, { page: alone, about: index === 0 ? about : null })),
    ),
    anchors: people.map(({ writer, shown }) => anchorFor(writer, shown)),
    evidence: people.map(({ writer }) => writer.element),
    messages: people.map(({ shown }) => shown.message),
    bodies: people.map(({ shown }) => bodyOf(messages.length === 1 ? document : shown.message, shown)),
  };
}

/** Somebody who wrote a message, and the own account it came to, where it says one. */
export type Found = { writer: Writer; shown: Shown; came: string | undefined };

/** Whether a key is the team's own. */
export type IsOwn = (key: string) => boolean;

function readMessage(shown: Shown, isOwn: IsOwn): Found[] {
  const envelope = envelopeOf(shown);
  if (isContradicted(shown, envelope.from)) return [];
  const came = envelope.to.find(({ key }) => isOwn(key))?.address;
  return writersOf(envelope, isOwn).map((writer) => ({ writer, shown, came }));
}

function envelopeOf({ message, view, recipe, bounds }: Shown): Envelope {
  const { sender, replyTo, recipients } = view;
  const read = (people: View['sender']) => peopleIn(message, people, recipe.channel, bounds);
  return { from: read(sender)[0] ?? null, replyTo: read(replyTo), to: read(recipients) };
}

/** The name of who wrote last, where the page shows a name and no address: a nickname that an agent gave. */
function nameIn(messages: Element[], { sender }: View, bounds: Bounds): string {
  const [element] = findFirst(messages.at(-1) as Element, sender?.at ?? [], bounds.zones);
  if (!sender || !element || readFirst(element, sender.address, bounds) !== '') return '';
  return readFirst(element, sender.name, bounds).slice(0, 500);
}

/** Whether another place of the message shows somebody else as its writer, as the Sent folder's short header does. */
function isContradicted({ message, view, recipe, bounds }: Shown, from: Person | null): boolean {
  const channel = from?.channel ?? recipe.channel;
  return (view.confirm ?? [])
    .flatMap((source) => readAll(message, source, bounds))
    .map((text) => addressKey(addressIn(text), channel))
    .some((key) => key !== null && key !== from?.key);
}

/** A site that writes by itself does so under its own name; whoever pointed at a page has not told of that. */
function siteItself({ grade }: Recipe, url: string): string[] {
  return grade === 'taught' ? (URL.parse(url)?.hostname.split('.').slice(-2, -1) ?? []) : [];
}

/** Tells the team's own addresses by their keys. @param own addresses, logins, and whole domains as `@shop.example` */
export function ownness(own: readonly string[]): IsOwn {
  const keys = new Set(own.flatMap((entry) => [addressKey(entry, 'email'), addressKey(entry, 'other')]));
  const domains = own.filter((entry) => entry.startsWith('@')).map((entry) => entry.toLowerCase());
  return (key) => keys.has(key) || domains.some((domain) => isInDomain(key, domain));
}

function onlyOnce(found: Found[]): Found[] {
  const seen = new Set<string>();
  return found.filter(({ writer: { channel, key } }) => {
    const id = `${channel} ${key}`;
    return !seen.has(id) && seen.add(id);
  });
}

function describe(
  { writer, shown, came }: Found,
  { subject, conversationUrl, status, integration }: About,
  more: Partial<Requester>,
): Requester {
  const account = came === undefined ? integration : addressIn(came).slice(0, 320);
  return {
    site: shown.recipe.site,
    channel: writer.channel,
    name: writer.name,
    address: writer.address,
    confidence: atMost(shown.recipe.grade, writer.confidence),
    readFrom: writer.inUrl ? 'url' : writer.readFrom,
    ...(account ? { integration: account } : {}),
    ...(subject ? { subject } : {}),
    ...(conversationUrl ? { conversationUrl } : {}),
    ...(status ? { status } : {}),
    ...more,
  };
}

/** What no saved page of the real application proves is never sure (law 8). */
function atMost(grade: Recipe['grade'], confidence: Confidence): Confidence {
  return grade !== 'proven' && confidence === 'sure' ? 'likely' : confidence;
}

/**
 * Looked for in the message; in the whole page only where it is the only one, or another's message would be taken for it.
 * Zones are no matter here: bodies are among them, and nothing is read of one.
 */
function bodyOf(page: ParentNode, { message, view }: Shown): Element | null {
  const find = (root: ParentNode) => findFirst(root, view.body ?? [], [], isVisible)[0];
  return find(message) ?? find(page) ?? null;
}

/** The chip's place: what the recipe names, else beside the person, if they can be seen. */
function anchorFor(writer: Writer, { message, view, recipe }: Shown): Anchor | null {
  for (const { at, where } of view.chip) {
    const element = findAll(message, at, recipe.exclude).find(isVisible);
    if (element) return { element, where };
  }
  return isVisible(writer.element) ? { element: writer.element, where: 'after' } : null;
}
