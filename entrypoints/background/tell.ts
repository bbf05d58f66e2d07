import { browser } from 'wxt/browser';
import type { PageEvent } from '#lib/messages/page.ts';
import type { Tabs } from './tabs.ts';

/** Tells one document of a tab, or all of them. A document that is gone, or has no script, hears nothing. */
export async function tell(tabId: number, event: PageEvent, frameId?: number): Promise<void> {
  const options = frameId === undefined ? {} : { frameId };
  await browser.tabs.sendMessage(tabId, event, options).catch(() => {});
}

/** Tells every document whose address fits. */
export async function tellPages(
  tabs: Tabs,
  event: PageEvent,
  fits: (url: string, people: number) => boolean | Promise<boolean>,
): Promise<void> {
  for (const [tabId, { frames }] of await tabs.all())
    for (const [frameId, { url, requesters }] of Object.entries(frames))
      if (await fits(url, requesters.length)) await tell(tabId, event, Number(frameId));
}
