import type { ContactsPlace } from '#lib/messages/contacts-page.ts';
import type { Captured } from '#lib/messages/dealings.ts';
import type { HonestReading } from '#lib/messages/honest-reading.ts';

/** The part of the book that acts on the tab it is called for, and on its page. */
export type OnTheTab = HonestReading & {
  /** Another participant of the thread becomes the one shown (G23). */
  lookAt(index: number): Promise<void>;
  /**
   * Keeps what the messages on the page say as an event of the contact's timeline (E45), by a click.
   * @throws no_requester where the page shows somebody else by now, nothing_to_capture
   */
  capture(contactId: string): Promise<Captured>;
  /**
   * Writes a text into the page's own reply box (D2, R11): the one the agent was last in, else the one the site is known
   * to have. Nothing is ever sent. `no-box`: there is none to be seen. The sidebar alone has a page to write into.
   */
  insert(text: string): Promise<'inserted' | 'no-box'>;
  /** Takes the last insertion back, unless more was written since. @returns whether it did */
  undoInsert(): Promise<boolean>;
  /** Closes the sidebar on the page it is on. */
  closeSidebar(): Promise<void>;
  /** Opens the contacts page, at a place of it where one is named. */
  openContactsPage(at?: ContactsPlace): Promise<void>;
};
