import { browser } from 'wxt/browser';
import type { BookCore } from '#lib/book/book.ts';
import type { Recognition } from '#lib/messages/book.ts';
import { findOrders } from '#lib/model/order-number.ts';
import type { Requester } from '#lib/model/requester.ts';
import { messagesOf } from './capture.ts';
import { languageOf } from './language-of.ts';
import { personInPage, type PersonShown, type Portrait } from './person-in-page.ts';
import { recipesFor } from './sites.ts';
import type { Place, Tabs } from './tabs.ts';

/** Pixels of the picture that is taken of somebody: twice the size it is shown in. */
const SIDE = 96;

/** A message that a document of a tab shows. */
type Shown = Pick<Place, 'tabId' | 'frameId'> & { turn: number };

/** Such a message at its address; `isStill`: whether it is the one that is shown. */
type Opened = Omit<Shown, 'turn'> & { url: string; isStill: () => Promise<boolean> };

/** Milliseconds after which a message that is being opened shows what it says. */
const OPENED = 700;

/**
 * What the messages of somebody known tell becomes theirs: the order numbers they quote (R6), found again in the search
 * and by a colleague who reads of the same order in another channel; the language they are in (B34); the picture beside
 * them (B30). Only of whom the page shows surely, of the one who wrote, and once for each message that is opened.
 */
export function followPeople(tabs: Tabs, book: BookCore, report: (error: unknown) => void) {
  const followed = new Map<string, string>();
  return (
    { tabId, frameId }: Pick<Place, 'tabId' | 'frameId'>,
    turn: number,
    [requester]: readonly Requester[],
    [recognition]: readonly Recognition[],
  ): void => {
    if (!requester || requester.confidence === 'unsure' || recognition?.state !== 'known') return;
    const [frame, opened] = [`${tabId}/${frameId}`, `${turn}/${recognition.contact.id}`];
    if (followed.get(frame) === opened) return;
    followed.set(frame, opened);
    const follow = async () => {
      const message = await openedIn(tabs, { tabId, frameId, turn });
      if (!message) return;
      void linkOrders(book, message, requester, recognition.contact.id).catch(report);
      void learn(book, message, requester, recognition.contact.id).catch(report);
    };
    setTimeout(() => void follow().catch(report), OPENED);
  };
}

async function linkOrders(
  book: BookCore,
  { tabId, frameId, url, isStill }: Opened,
  requester: Requester,
  contactId: string,
): Promise<void> {
  const messages = await messagesOf(tabId, frameId, requester.site, url);
  if (!(await isStill())) return;
  const quoted = findOrders([requester.subject ?? '', ...messages].join('\n').slice(0, 100_000));
  // What the site itself says belongs to them, and what they quote.
  const orders = [...new Set([...(requester.orders ?? []), ...quoted])];
  if (orders.length > 0) await book.linkOrders(contactId, { ...requester, orders });
}

async function learn(
  book: BookCore,
  { tabId, frameId, url, isStill }: Opened,
  requester: Requester,
  contactId: string,
): Promise<void> {
  const person = await personOf(tabId, frameId, requester, url);
  if (!person || !(await isStill())) return;
  const { said, picture } = person;
  await book.learn(contactId, requester, { language: await languageOf(said), picture });
}

/** The message, with the address it stands at; null where another one is shown by now. */
async function openedIn(tabs: Tabs, { tabId, frameId, turn }: Shown): Promise<Opened | null> {
  const shown = async () => (await tabs.state(tabId)).frames[frameId];
  const frame = await shown();
  if (frame?.turn !== turn) return null;
  return { tabId, frameId, url: frame.url, isStill: async () => (await shown())?.turn === turn };
}

async function personOf(
  tabId: number,
  frameId: number,
  { site, address }: Requester,
  url: string,
): Promise<PersonShown | null> {
  const recipes = (await recipesFor(url)).filter((recipe) => recipe.site === site);
  const portraits = recipes.flatMap(({ views }) =>
    views.map(({ messages, sender, replyTo, body = [], picture = [] }): Portrait => ({
      messages: [...messages],
      sender: [...(sender?.at ?? [])],
      replyTo: [...(replyTo?.at ?? [])],
      body: [...body],
      picture: [...picture],
    })),
  );
  const target = { tabId, frameIds: [frameId] };
  const [done] = await browser.scripting
    .executeScript({ target, func: personInPage, args: [portraits, address, SIDE] })
    .catch(() => []);
  return done?.result ?? null;
}
