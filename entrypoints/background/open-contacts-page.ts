import { browser } from 'wxt/browser';
import { contactsPagePath, type ContactsPlace } from '#lib/messages/contacts-page.ts';

/** Opens the contacts page at a place: in the tab that has it already, else in a new one. */
export async function openContactsPage(at: ContactsPlace = {}): Promise<void> {
  const url = browser.runtime.getURL(contactsPagePath(at));
  const [open] = await browser.tabs.query({ url: browser.runtime.getURL('/contacts.html') });
  if (open?.id === undefined) {
    await browser.tabs.create({ url });
    return;
  }
  await browser.tabs.update(open.id, { url, active: true });
  await browser.windows.update(open.windowId, { focused: true });
}
