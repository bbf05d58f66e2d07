import { browser, type Browser } from 'wxt/browser';

export type MessageSender = Browser.runtime.MessageSender;

/** The extension's own pages that call the book. */
export type Surface = 'popup' | 'contacts' | 'sidebar';

/** Who calls the book. `tabId`: the tab the surface is in; null for the popup. */
export type BookCaller = { surface: Surface; tabId: number | null; sender: MessageSender };

/** A document of a web page that calls through its content script. */
export type PageCaller = { tabId: number; frameId: number; sender: MessageSender };

const SURFACES: Record<string, Surface> = {
  '/popup.html': 'popup',
  '/contacts.html': 'contacts',
  '/sidebar.html': 'sidebar',
};

/**
 * The surface a message came from, or null where it came from none of ours. Popup and contacts page are trusted as
 * top documents only: in a frame of a web page they could be laid under a visitor's clicks (law 9).
 */
export function bookCaller(sender: MessageSender): BookCaller | null {
  const url = ownUrl(sender);
  const surface = url && SURFACES[url.pathname];
  if (!surface) return null;
  if (surface !== 'sidebar' && (sender.frameId ?? 0) !== 0) return null;
  return { surface, tabId: sender.tab?.id ?? null, sender };
}

/** The document of a web page a message came from, or null where it is none: an extension page, another extension. */
export function pageCaller(sender: MessageSender): PageCaller | null {
  if (sender.id !== browser.runtime.id || isOwn(sender.url ?? '')) return null;
  const tabId = sender.tab?.id;
  return tabId === undefined ? null : { tabId, frameId: sender.frameId ?? 0, sender };
}

function ownUrl(sender: MessageSender): URL | null {
  if (sender.id !== browser.runtime.id || !isOwn(sender.url ?? '')) return null;
  return new URL(sender.url ?? '');
}

function isOwn(url: string): boolean {
  return url.startsWith(browser.runtime.getURL('' as never));
}
