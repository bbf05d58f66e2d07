import { isAlive } from '#lib/messages/call.ts';
import type { Page, PageSetup } from '#lib/messages/page.ts';
import { FIRST_WORDS } from '#lib/on-page/first-words.ts';

/** Milliseconds between one try and the next. */
const AGAIN = [300, 1000, 3000, 10_000];

/** Tells the background that a document is there, and gets what it is read by; null where nothing is. */
export function begin(page: Page, signal: AbortSignal): Promise<PageSetup | null> {
  return untilAnswered(() => page.begin({ url: location.href, words: FIRST_WORDS }), signal);
}

/** Has what is shown brought into the document: when it has been read, since the browser takes as long to compile it. */
export async function bringDisplay(page: Page, signal: AbortSignal): Promise<void> {
  await untilAnswered(() => page.display(), signal);
}

/**
 * A background that has just been installed, or is being started under load, may fail at first: a page would be unread
 * until it is opened again. Null where it fails to the end.
 */
async function untilAnswered<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T | null> {
  for (const wait of [...AGAIN, 0]) {
    try {
      return await ask();
    } catch {
      if (wait === 0 || signal.aborted || !isAlive()) return null;
      await new Promise((done) => setTimeout(done, wait));
    }
  }
  return null;
}
