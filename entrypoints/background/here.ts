import { browser } from 'wxt/browser';
import type { Requester } from '#lib/model/requester.ts';
import type { Mark } from '#lib/messages/page.ts';
import type { AddChoice, AddOutcome, Here, Identity, Recognition } from '#lib/messages/book.ts';
import { recipesFor } from './sites.ts';
import { taughtId } from './taught.ts';
import { frontFrame, peopleShown, type FrameState } from './tab-state.ts';
import type { Tabs } from './tabs.ts';

/** What of the book the pages need. */
export type People = {
  recognise(requesters: readonly Requester[]): Promise<Recognition[]>;
  addSender(from: Requester, choice?: AddChoice): Promise<AddOutcome>;
  marks(people: readonly Identity[]): Promise<(Mark | null)[]>;
};

/** A page that no recipe reads, on which somebody was picked by hand. */
const NOT_READ: Pick<FrameState, 'url' | 'reading' | 'about' | 'lost'> = { url: '', reading: false };

/** What a tab shows, with who that is to the book; null where no site is read. */
export async function hereIn(tabs: Tabs, people: People, tabId: number | null): Promise<Here | null> {
  if (tabId === null) return null;
  const tab = await tabs.state(tabId);
  const front = frontFrame(tab)?.frame ?? (tab.picked && NOT_READ);
  if (!front) return null;
  const { url, reading, about, lost } = front;
  const requesters = peopleShown(tab);
  const recognitions = await people.recognise(requesters);
  return {
    tabId,
    site: requesters[0]?.site ?? (await recipesFor(url))[0]?.site ?? '',
    host: URL.parse(url)?.host ?? '',
    turn: tab.turn,
    reading: reading && !tab.picked,
    participants: requesters.flatMap((requester, index) => {
      const recognition = recognitions[index];
      return recognition ? [{ requester, recognition }] : [];
    }),
    shown: tab.shown,
    ...(about && requesters.length === 0 ? { about } : {}),
    ...(lost === undefined ? {} : { lost: taughtId(lost) ?? '' }),
  };
}

/** The tab in front; null where there is none, or its window is not the browser's. */
export async function activeTab(): Promise<number | null> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return tab?.id ?? null;
}
