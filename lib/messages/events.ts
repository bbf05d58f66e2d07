/** What the background tells every open surface, over the port it holds while it is open. */
export type BookEvent =
  /** Something in the book changed: ask again for what is shown. */
  | { event: 'book-changed' }
  /** The tab `tabId` shows somebody else, or is reading. */
  | { event: 'here-changed'; tabId: number }
  | { event: 'status-changed' };

/** The name of the port a surface holds; its kind tells the background whether to keep the live socket. */
export const SURFACE_PORT = 'surface';
