import { browser } from 'wxt/browser';
import { t } from '#lib/i18n/words.ts';
import { sitesOn } from './sites.ts';

const ADD_SENDER = 'add-sender';

/** "Add sender to contacts" in the context menu of pages of the sites that are switched on (A30). */
export function setUpMenu(add: (tabId: number) => void): { refresh(): void } {
  browser.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
    if (menuItemId === ADD_SENDER && tab?.id !== undefined) add(tab.id);
  });
  browser.runtime.onInstalled.addListener(() => void refresh());
  browser.runtime.onStartup.addListener(() => void refresh());
  return { refresh: () => void refresh() };
}

async function refresh(): Promise<void> {
  const documentUrlPatterns = (await sitesOn()).map(({ pattern }) => pattern);
  await browser.contextMenus.removeAll();
  if (documentUrlPatterns.length === 0) return;
  browser.contextMenus.create({
    id: ADD_SENDER,
    title: t('add_sender'),
    contexts: ['page', 'frame', 'selection', 'link'],
    documentUrlPatterns,
  });
}
