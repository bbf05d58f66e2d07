import { browser } from 'wxt/browser';
import { markLists, sidebarLayout, theme } from '#lib/settings/settings.ts';
import type { Grants } from './grants.ts';
import { frontFrame } from './tab-state.ts';
import type { Tabs } from './tabs.ts';
import { tell, tellPages } from './tell.ts';

/** Milliseconds in which changes of the book are gathered: one edit changes several tables. */
const GATHER = 50;

/** Pages ask again who they show, and how their lists are marked, once a burst of changes is over. */
export function createAskAgain(tabs: Tabs): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      void tellPages(tabs, { event: 'ask-again' }, () => true);
    }, GATHER);
  };
}

/** Adds who is shown in a tab, as a click on the chip would: the frame that shows them does it and says what came of it. */
export async function addShown(tabs: Tabs, tabId: number): Promise<void> {
  const front = frontFrame(await tabs.state(tabId));
  if (front) await tell(tabId, { event: 'add-sender' }, front.frameId);
}

/** Has all documents of a tab read anew (R5). */
export const readAgain = (tabId: number) => tell(tabId, { event: 'read-again' });

export async function toggleSidebar(tabId: number, open?: boolean): Promise<void> {
  await tell(tabId, { event: 'toggle-sidebar', ...(open === undefined ? {} : { open }) }, 0);
}

/** Open pages take another theme or layout at once; what was known of a closed tab is forgotten. */
export function setUpFollowing(tabs: Tabs, grants: Grants): void {
  const look = async () => {
    const [chosen, layout] = await Promise.all([theme.getValue(), sidebarLayout.getValue()]);
    await tellPages(tabs, { event: 'look-changed', theme: chosen, layout }, () => true);
  };
  theme.watch(() => void look());
  sidebarLayout.watch(() => void look());
  markLists.watch((on) => void tellPages(tabs, { event: 'mark-lists', on }, () => true));
  browser.tabs.onRemoved.addListener((tabId) => {
    void tabs.forget(tabId);
    void grants.forget(tabId);
  });
}

/** Settings and session are ours alone: content scripts run beside hostile pages and need none of it (law 9). */
export async function keepStorageOurs(): Promise<void> {
  const areas = [browser.storage.local, browser.storage.session];
  await Promise.all(areas.map((area) => area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })));
}
