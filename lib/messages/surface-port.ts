import { browser } from 'wxt/browser';
import { SURFACE_PORT, type BookEvent } from '#lib/messages/events.ts';

/** Milliseconds before a cut line is taken up again; it doubles up to `SLOWEST`. */
const SOON = 200;
const SLOWEST = 10_000;

/**
 * Holds a line to the background while a surface is open, and hears its events. The worker may die at any time: the
 * line is then taken up again, as soon as the surface can be seen, and `book-changed` and `status-changed` are heard,
 * since whatever was said meanwhile was missed.
 * @param signal ends it
 */
export function holdSurface(hear: (event: BookEvent) => void, signal: AbortSignal): void {
  let wait = SOON;
  const connect = (again: boolean): void => {
    if (signal.aborted) return;
    const port = open();
    if (!port) return;
    const end = () => port.disconnect();
    signal.addEventListener('abort', end, { once: true });
    port.onMessage.addListener((event: BookEvent) => {
      wait = SOON;
      hear(event);
    });
    port.onDisconnect.addListener(() => {
      signal.removeEventListener('abort', end);
      void seen(wait, signal).then(() => connect(true));
      wait = Math.min(wait * 2, SLOWEST);
    });
    if (again) for (const event of ['book-changed', 'status-changed'] as const) hear({ event });
  };
  connect(false);
}

/** Null once the extension was reloaded under this document: there is nobody to connect to any more. */
function open() {
  try {
    return browser.runtime.connect({ name: SURFACE_PORT });
  } catch {
    return null;
  }
}

/** Waits, and then until the document can be seen: a hidden surface lets the worker sleep. */
async function seen(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  if (typeof document === 'undefined' || document.visibilityState === 'visible' || signal.aborted) return;
  await new Promise<void>((resolve) => {
    document.addEventListener('visibilitychange', () => resolve(), { once: true, signal });
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
