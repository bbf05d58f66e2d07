import { browser } from 'wxt/browser';
import type { BookCore } from '#lib/book/book.ts';
import type { Recognition } from '#lib/messages/book.ts';
import type { Captured } from '#lib/messages/dealings.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import { findOrders } from '#lib/model/order-number.ts';
import type { Requester } from '#lib/model/requester.ts';
import { messagesInPage, type Layout } from './messages-in-page.ts';
import { sitesFor } from './sites.ts';
import { frontFrame } from './tab-state.ts';
import type { Place, Tabs } from './tabs.ts';

/** Characters of one message that are read. */
const MOST = 20_000;

/**
 * Keeps what the messages on a tab's page say (E45). The agent has clicked for this contact: where the page shows
 * somebody else by now, nothing is kept.
 */
export async function capture(
  tabs: Tabs,
  book: BookCore,
  tabId: number,
  contactId: string,
): Promise<Captured> {
  const tab = await tabs.state(tabId);
  const front = frontFrame(tab);
  const requester = front?.frame.requesters[tab.shown];
  const [recognition] = requester ? await book.recognise([requester]) : [];
  if (!front || !requester || recognition?.state !== 'known' || !(await isSame(book, recognition, contactId)))
    throw new ProblemError({ reason: 'no_requester' });
  const messages = await messagesOf(tabId, front.frameId, requester.site, front.frame.url);
  if (messages.length === 0 || (await tabs.state(tabId)).turn !== tab.turn)
    throw new ProblemError({ reason: messages.length === 0 ? 'nothing_to_capture' : 'no_requester' });
  const isWhole = await book.putConversation(contactId, {
    subject: requester.subject ?? '',
    text: messages.join('\n\n———\n\n'),
    url: requester.conversationUrl ?? '',
    channel: requester.channel,
  });
  return { messages: messages.length, isWhole };
}

async function isSame(
  book: BookCore,
  { contact }: Extract<Recognition, { state: 'known' }>,
  contactId: string,
): Promise<boolean> {
  return contact.id === contactId || (await book.contact(contactId))?.id === contact.id;
}

/** Milliseconds after which a message that is being opened shows what it says. */
const OPENED = 700;

/**
 * The order numbers that the messages of somebody known quote become theirs (R6): found again in the search, and by a
 * colleague who reads of the same order in another channel. Only of whom the page shows surely, of the one who wrote,
 * and once for each message that is opened.
 */
export function followOrders(tabs: Tabs, book: BookCore, report: (error: unknown) => void) {
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
    setTimeout(() => {
      void linkOrders(tabs, book, { tabId, frameId, turn }, requester, recognition.contact.id).catch(report);
    }, OPENED);
  };
}

async function linkOrders(
  tabs: Tabs,
  book: BookCore,
  { tabId, frameId, turn }: { tabId: number; frameId: number; turn: number },
  requester: Requester,
  contactId: string,
): Promise<void> {
  const shown = async () => (await tabs.state(tabId)).frames[frameId];
  const frame = await shown();
  if (frame?.turn !== turn) return;
  const messages = await messagesOf(tabId, frameId, requester.site, frame.url);
  if ((await shown())?.turn !== turn) return;
  const orders = findOrders([requester.subject ?? '', ...messages].join('\n').slice(0, 100_000));
  if (orders.length > 0) await book.linkOrders(contactId, { ...requester, orders });
}

/** In documents that may not be touched, or are gone, there are none. */
async function messagesOf(tabId: number, frameId: number, site: string, url: string): Promise<string[]> {
  const sites = (await sitesFor(url)).filter(({ recipe }) => recipe.site === site);
  const layouts = sites.flatMap(({ recipe }) =>
    recipe.views.map(({ messages, sender, body = [] }): Layout => ({
      messages: [...messages],
      sender: [...sender.at],
      body: [...body],
    })),
  );
  const target = { tabId, frameIds: [frameId] };
  const [done] = await browser.scripting
    .executeScript({ target, func: messagesInPage, args: [layouts, MOST] })
    .catch(() => []);
  const read: unknown = done?.result;
  return Array.isArray(read) ? read.filter((one) => typeof one === 'string') : [];
}
