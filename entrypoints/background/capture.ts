import { browser } from 'wxt/browser';
import type { BookCore } from '#lib/book/book.ts';
import type { Recognition } from '#lib/messages/book.ts';
import type { Captured } from '#lib/messages/dealings.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import { messagesInPage, type Layout } from './messages-in-page.ts';
import { recipesFor } from './sites.ts';
import { frontFrame, peopleShown } from './tab-state.ts';
import type { Tabs } from './tabs.ts';

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
  const requester = peopleShown(tab)[tab.shown];
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

/** In documents that may not be touched, or are gone, there are none. */
export async function messagesOf(
  tabId: number,
  frameId: number,
  site: string,
  url: string,
): Promise<string[]> {
  const recipes = (await recipesFor(url)).filter((recipe) => recipe.site === site);
  const layouts = recipes.flatMap(({ views }) =>
    views.map(({ messages, sender, body = [] }): Layout => ({
      messages: [...messages],
      sender: [...(sender?.at ?? [])],
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
