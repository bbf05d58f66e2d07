import type { Requester } from '#lib/model/requester.ts';
import { sessionShelf } from '#lib/settings/session.ts';
import {
  NEW_TAB,
  withDocument,
  withFrame,
  withPicked,
  withoutFrame,
  withShown,
  type FrameState,
  type TabState,
} from './tab-state.ts';

/** A document of a tab. `document`: the browser's id of it, '' in browsers that have none. */
export type Place = { tabId: number; frameId: number; document: string };

/** How long a frame that lost its document counts as opening the next one: milliseconds. */
const BETWEEN_DOCUMENTS = 3000;

/** What every tab shows. Kept in the browser's memory, so that it outlives the worker. */
export type Tabs = {
  state(tabId: number): Promise<TabState>;
  all(): Promise<[tabId: number, state: TabState][]>;
  begin(place: Place, url: string): Promise<void>;
  /** @returns false where the document was replaced meanwhile: its news is old */
  news(
    place: Place,
    news: Pick<FrameState, 'url' | 'turn' | 'reading' | 'requesters' | 'about' | 'lost'>,
  ): Promise<boolean>;
  left(place: Place): Promise<void>;
  lookAt(tabId: number, index: number): Promise<void>;
  /** Somebody whom the agent picked by hand; null takes that back. */
  pick(tabId: number, requester: Requester | null): Promise<void>;
  forget(tabId: number): Promise<void>;
};

/** @param changed told after each change, with the tab it was in */
export function keepTabs(changed: (tabId: number) => void): Tabs {
  const shelf = sessionShelf<TabState>('tab');
  const loaded = shelf.all();

  const state = async (tabId: number) => (await loaded).get(String(tabId)) ?? NEW_TAB;
  const put = async (tabId: number, next: TabState) => {
    const tabs = await loaded;
    if (tabs.get(String(tabId)) === next) return;
    tabs.set(String(tabId), next);
    changed(tabId);
    await shelf.put(String(tabId), next);
  };
  const isCurrent = (tab: TabState, { frameId, document }: Place) => {
    const known = tab.frames[frameId];
    return known === undefined || known.document === '' || known.document === document;
  };

  return {
    state,
    all: async () => [...(await loaded)].map(([tabId, tab]) => [Number(tabId), tab]),
    begin: async ({ tabId, frameId, document }, url) =>
      put(tabId, withDocument(await state(tabId), frameId, { document, url })),
    async news(place, news) {
      const tab = await state(place.tabId);
      if (!isCurrent(tab, place)) return false;
      await put(place.tabId, withFrame(tab, place.frameId, { ...news, document: place.document }));
      return true;
    },
    async left(place) {
      const { tabId, frameId } = place;
      const tab = await state(tabId);
      const frame = tab.frames[frameId];
      if (!frame || !isCurrent(tab, place)) return;
      // A page that follows says so in a moment; until then nobody is shown, and nothing is said to be empty.
      await put(tabId, withFrame(tab, frameId, { ...frame, document: '', reading: true, requesters: [] }));
      const { at } = (await state(tabId)).frames[frameId] ?? {};
      setTimeout(() => {
        void state(tabId).then((now) =>
          now.frames[frameId]?.at === at ? put(tabId, withoutFrame(now, frameId)) : undefined,
        );
      }, BETWEEN_DOCUMENTS);
    },
    lookAt: async (tabId, index) => put(tabId, withShown(await state(tabId), index)),
    pick: async (tabId, requester) => put(tabId, withPicked(await state(tabId), requester)),
    async forget(tabId) {
      if ((await loaded).delete(String(tabId))) changed(tabId);
      await shelf.remove(String(tabId));
    },
  };
}
