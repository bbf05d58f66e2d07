import type { Requester } from '#lib/model/requester.ts';
import { findAll, findFirst, isVisible, readAll, readFirst } from '#lib/detect/dom.ts';
import { viewOf } from '#lib/detect/gate.ts';
import { addressIn, addressKey, personOf, type Person } from '#lib/detect/person.ts';
import type { People, Place, Recipe, View } from '#lib/detect/recipe.ts';
import { writersOf, type Envelope, type Writer } from '#lib/detect/writers.ts';

/** What the reader is told beside the page. */
export type Context = {
  /** The page's address. */
  url: string;
  /** The team's own addresses and logins; `@shop.example` stands for a whole domain. Mail from them offers nobody. */
  own: readonly string[];
};

/** Where a requester's chip goes: beside, or inside at the end of, an element of the page. */
export type Anchor = { element: Element; where: Place['where'] };

/** What a page shows now. */
export type Reading = {
  /** The view of the recipe that shows a message here; null: there is none, or nobody is to be offered. */
  view: string | null;
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
type Shown = { message: Element; view: View; recipe: Recipe };

/** A page that shows nobody. */
export const NOTHING: Reading = {
  view: null,
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
  const messages = findFirst(document, view.messages, recipe.exclude, isVisible);
  if (messages.length === 0) return NOTHING;
  const account = (view.own ?? []).flatMap((source) => readAll(document, source, recipe.exclude));
  const isOwn = ownness([...context.own, ...account.map(addressIn)], recipe.channel);
  const found = messages.toReversed().flatMap((message) => readMessage({ message, view, recipe }, isOwn));
  const people = onlyOnce(found).slice(0, MOST);
  const about = aboutPage(document, recipe, view, context.url);
  return {
    view: view.id,
    requesters: people.map(({ writer, came }) =>
      describe(writer, recipe, { ...about, came: came || account[0] }),
    ),
    anchors: people.map(({ writer, shown }) => anchorFor(writer, shown)),
    evidence: people.map(({ writer }) => writer.element),
    messages: people.map(({ shown }) => shown.message),
    bodies: people.map(({ shown }) => bodyOf(messages.length === 1 ? document : shown.message, shown)),
  };
}

type Found = { writer: Writer; shown: Shown; came: string | undefined };

function readMessage(shown: Shown, isOwn: (key: string) => boolean): Found[] {
  const envelope = envelopeOf(shown);
  if (isContradicted(shown, envelope.from)) return [];
  const came = envelope.to.find(({ key }) => isOwn(key))?.address;
  return writersOf(envelope, isOwn).map((writer) => ({ writer, shown, came }));
}

function envelopeOf(shown: Shown): Envelope {
  const { sender, replyTo, recipients } = shown.view;
  return {
    from: peopleIn(shown, sender)[0] ?? null,
    replyTo: replyTo ? peopleIn(shown, replyTo) : [],
    to: recipients ? peopleIn(shown, recipients) : [],
  };
}

function peopleIn({ message, recipe }: Shown, people: People): Person[] {
  const zones = recipe.exclude;
  return findFirst(message, people.at, zones).flatMap((element) => {
    const address = readFirst(element, people.address, zones);
    const person = personOf(
      { address, name: readFirst(element, people.name, zones) },
      recipe.channel,
      element,
    );
    return person ? [person] : [];
  });
}

/** Whether another place of the message shows somebody else as its writer, as the Sent folder's short header does. */
function isContradicted({ message, view, recipe }: Shown, from: Person | null): boolean {
  return (view.confirm ?? [])
    .flatMap((source) => readAll(message, source, recipe.exclude))
    .map((text) => addressKey(addressIn(text), recipe.channel))
    .some((key) => key !== null && key !== from?.key);
}

/** Tells the team's own addresses by their keys. @param own addresses, and whole domains as `@shop.example` */
export function ownness(own: readonly string[], channel: string): (key: string) => boolean {
  const keys = new Set(own.map((address) => addressKey(address, channel)));
  const domains = own.filter((entry) => entry.startsWith('@')).map((entry) => entry.toLowerCase());
  return (key) => keys.has(key) || domains.some((domain) => key.endsWith(domain));
}

function onlyOnce(found: Found[]): Found[] {
  const seen = new Set<string>();
  return found.filter(({ writer }) => !seen.has(writer.key) && seen.add(writer.key));
}

type About = { subject: string; conversationUrl: string };

function aboutPage(document: Document, recipe: Recipe, view: View, url: string): About {
  const link = readFirst(document, view.conversation ?? [], recipe.exclude);
  return {
    subject: readFirst(document, view.subject ?? [], recipe.exclude).slice(0, 500),
    conversationUrl: webAddress(link, url) || webAddress(url, url),
  };
}

/** An http(s) address of at most 2048 characters, resolved; '' for anything else. */
function webAddress(link: string, base: string): string {
  if (link === '' || !URL.canParse(link, base)) return '';
  const { protocol, href } = new URL(link, base);
  return /^https?:$/u.test(protocol) && href.length <= 2048 ? href : '';
}

function describe(writer: Writer, recipe: Recipe, about: About & { came: string | undefined }): Requester {
  return {
    site: recipe.site,
    channel: recipe.channel,
    name: writer.name,
    address: writer.address,
    confidence: writer.confidence,
    readFrom: writer.readFrom,
    ...(about.came ? { integration: addressIn(about.came).slice(0, 320) } : {}),
    ...(about.subject ? { subject: about.subject } : {}),
    ...(about.conversationUrl ? { conversationUrl: about.conversationUrl } : {}),
  };
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
