import { fakeBrowser } from '../fake-browser.ts';
import { vi } from 'vitest';
import { answerBook } from '#lib/messages/answer.ts';
import type { Book } from '#lib/messages/book.ts';
import type { Send } from '#lib/messages/call.ts';
import { problemOf } from '#lib/messages/problem-error.ts';

export const ID = '0194b2f0-1111-4222-8333-0123456789ab';
export const OWN = 'chrome-extension://test-extension-id';
export type From = { url: string; frameId?: number; tabId?: number; id?: string };
export const popup: From = { url: `${OWN}/popup.html` };
export const contacts: From = { url: `${OWN}/contacts.html#/contact/1`, tabId: 3, frameId: 0 };
export const sidebar: From = { url: `${OWN}/sidebar.html`, tabId: 7, frameId: 4 };
export const page: From = { url: 'https://mail.example/inbox', tabId: 7, frameId: 0 };

// The stand-in's own messages carry no sender; what the browser would deliver is handed to the listeners as it is.
export function freshBrowser(): void {
  fakeBrowser.reset();
  vi.spyOn(fakeBrowser.runtime, 'getURL').mockImplementation((path: string) => `${OWN}/${path}`);
}

/** A message as the browser carries it: as JSON, with the sender that the browser vouches for. */
export const from =
  ({ url, tabId, frameId, id = fakeBrowser.runtime.id }: From): Send =>
  async (message) => {
    const sender = { id, url, frameId, ...(tabId === undefined ? {} : { tab: { id: tabId } }) };
    const answer: unknown = await new Promise((resolve) => {
      void fakeBrowser.runtime.onMessage.trigger(
        JSON.parse(JSON.stringify(message)),
        sender as never,
        resolve,
      );
    });
    return answer === undefined ? undefined : JSON.parse(JSON.stringify(answer));
  };
export const reason = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => problemOf(error).reason,
  );

/** A book that says what it was asked. */
export function recorder(granted = true) {
  const calls: unknown[] = [];
  const book = new Proxy({} as Book, {
    get:
      (_, name) =>
      async (...args: unknown[]) => {
        calls.push([name, ...args]);
        return { asked: name };
      },
  });
  answerBook({ book: () => book, granted: () => granted });
  return calls;
}
