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
  /** @returns false where the document was replaced meanwhile, or has told something later: its news is old */
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
  // At once from what is there: of two that waited for the shelf, when the worker has just awoken, the second would undo
  // what the first has put.
  const change = async (tabId: number, next: (tab: TabState) => TabState) => {
    const tabs = await loaded;
    const before = tabs.get(String(tabId)) ?? NEW_TAB;
    const after = next(before);
    if (after === before) return;
    tabs.set(String(tabId), after);
    changed(tabId);
    await shelf.put(String(tabId), after);
  };
  const isCurrent = (tab: TabState, { frameId, document }: Place) => {
    const known = tab.frames[frameId];
    return known === undefined || known.document === '' || known.document === document;
  };
  // Of two messages of one document the later one may get ahead while the worker awakes: "a message is being opened" must
  // not come over who wrote it.
  const isOlder = (tab: TabState, { frameId, document }: Place, turn: number) => {
    const known = tab.frames[frameId];
    return known?.document === document && turn < known.turn;
  };

  return {
    state,
    all: async () => [...(await loaded)].map(([tabId, tab]) => [Number(tabId), tab]),
    begin: ({ tabId, frameId, document }, url) =>
      change(tabId, (tab) => withDocument(tab, frameId, { document, url })),
    async news(place, news) {
      let isNews = false;
      await change(place.tabId, (tab) => {
        isNews = isCurrent(tab, place) && !isOlder(tab, place, news.turn);
        return isNews ? withFrame(tab, place.frameId, { ...news, document: place.document }) : tab;
      });
      return isNews;
    },
    async left(place) {
      const { tabId, frameId } = place;
      let at: number | null = null;
      await change(tabId, (tab) => {
        const frame = tab.frames[frameId];
        if (!frame || !isCurrent(tab, place)) return tab;
        // A page that follows says so in a moment; until then nobody is shown, and nothing is said to be empty.
        const after = withFrame(tab, frameId, { ...frame, document: '', reading: true, requesters: [] });
        at = after.frames[frameId]?.at ?? null;
        return after;
      });
      if (at === null) return;
      setTimeout(() => {
        void change(tabId, (now) => (now.frames[frameId]?.at === at ? withoutFrame(now, frameId) : now));
      }, BETWEEN_DOCUMENTS);
    },
    lookAt: (tabId, index) => change(tabId, (tab) => withShown(tab, index)),
    pick: (tabId, requester) => change(tabId, (tab) => withPicked(tab, requester)),
    async forget(tabId) {
      if ((await loaded).delete(String(tabId))) changed(tabId);
      await shelf.remove(String(tabId));
    },
  };
}
