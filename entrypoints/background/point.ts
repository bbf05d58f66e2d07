import { browser } from 'wxt/browser';
import { proposedName, type Requester } from '#lib/model/requester.ts';
import type { ReadWhat } from '#lib/messages/honest-reading.ts';
import { pointInPage } from './point-in-page.ts';
import { frontFrame } from './tab-state.ts';
import type { Tabs } from './tabs.ts';

/**
 * Shows on a tab's page where a value of the person shown was read (R5, G28); null takes the light away.
 * @returns whether it is there to be seen: a value may come from the page's title or its address
 */
export async function pointAt(tabs: Tabs, tabId: number, what: ReadWhat | null): Promise<boolean> {
  const tab = await tabs.state(tabId);
  const front = frontFrame(tab);
  if (!front) return false;
  const index = tab.picked ? tab.shown - 1 : tab.shown;
  const requester = front.frame.requesters[index];
  const values = what && requester ? valuesOf(requester, what) : [];
  const target = { tabId, frameIds: [front.frameId] };
  const [done] = await browser.scripting
    .executeScript({
      target,
      func: pointInPage,
      args: [values, index, what === 'name' || what === 'address'],
    })
    .catch(() => []);
  return done?.result === true;
}

/** A value as it may stand on the page. */
function valuesOf(requester: Requester, what: ReadWhat): string[] {
  const { name, address, subject, orders, phone, country, integration, status, also } = requester;
  const values = {
    name: [name || proposedName(requester)],
    address: [address],
    subject: [subject],
    orders,
    phone: [phone],
    country: [country],
    integration: [integration],
    status: [status],
    also: also?.map((other) => other.address),
  }[what];
  return (values ?? []).filter((value) => value !== undefined && value !== '') as string[];
}
