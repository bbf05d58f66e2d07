import { browser } from 'wxt/browser';
import { t } from '#lib/i18n/words.ts';
import { sitesOn } from './sites.ts';

const ADD_SENDER = 'add-sender';
const USE_SELECTION = 'use-selection';

/**
 * "Add sender to contacts" (A30) and "Use selection as sender" (R5) in the context menu of pages of the sites that are
 * switched on.
 */
export function setUpMenu(
  add: (tabId: number) => void,
  use: (tabId: number, selected: string) => void,
): { refresh(): void } {
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText = '' }, tab) => {
    if (tab?.id === undefined) return;
    if (menuItemId === ADD_SENDER) add(tab.id);
    else if (menuItemId === USE_SELECTION) use(tab.id, selectionText);
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
  browser.contextMenus.create({
    id: USE_SELECTION,
    title: t('menu_use_selection'),
    contexts: ['selection'],
    documentUrlPatterns,
  });
}
