import type { About, Requester } from '#lib/model/requester.ts';

/** What one document of a tab shows. `turn` is that document's own counter; `at` orders the frames by their news. */
export type FrameState = {
  /** The browser's id of the document, '' where it gives none. */
  document: string;
  url: string;
  turn: number;
  reading: boolean;
  requesters: Requester[];
  /** What it says where it names nobody. */
  about?: About;
  /** The site of a taught recipe that finds nobody here any more (R15). */
  lost?: string;
  at: number;
};

/** What a tab shows, over all its frames: Roundcube's message is in one, the sidebar beside another. */
export type TabState = {
  /** Grows with everything the tab shows. */
  turn: number;
  /** Index of the participant looked at. */
  shown: number;
  /** Whom the agent picked by hand (R5): the first of all, until the page shows something else. */
  picked?: Requester;
  frames: Record<number, FrameState>;
};

export const NEW_TAB: TabState = { turn: 0, shown: 0, frames: {} };

/** A frame's news: what the tab shows after it. Whoever was looked at is so only until something else is shown. */
export function withFrame(tab: TabState, frameId: number, news: Omit<FrameState, 'at'>): TabState {
  const turn = tab.turn + 1;
  const before = tab.frames[frameId];
  const same = JSON.stringify(before?.requesters) === JSON.stringify(news.requesters);
  const frames = { ...tab.frames, [frameId]: { ...news, at: turn } };
  return { turn, frames, ...(same ? looked(tab) : { shown: 0 }) };
}

function looked({ shown, picked }: TabState): Pick<TabState, 'shown' | 'picked'> {
  return { shown, ...(picked ? { picked } : {}) };
}

/** Somebody picked by hand, who is shown at once; null: what the page shows again. */
export function withPicked({ turn, frames }: TabState, picked: Requester | null): TabState {
  return { turn: turn + 1, shown: 0, frames, ...(picked ? { picked } : {}) };
}

/** Everybody a tab shows: who was picked by hand, then whom the page names. */
export function peopleShown(tab: TabState): Requester[] {
  const named = frontFrame(tab)?.frame.requesters ?? [];
  return tab.picked ? [tab.picked, ...named] : named;
}

/** A new document: in the top frame it takes all other frames with it. */
export function withDocument(
  tab: TabState,
  frameId: number,
  { document, url }: Pick<FrameState, 'document' | 'url'>,
): TabState {
  const frames = frameId === 0 ? {} : tab.frames;
  return withFrame({ ...tab, frames }, frameId, { document, url, turn: 0, reading: true, requesters: [] });
}

export function withoutFrame(tab: TabState, frameId: number): TabState {
  const { [frameId]: gone, ...frames } = tab.frames;
  if (!gone) return tab;
  return { turn: tab.turn + 1, frames, ...(gone.requesters.length > 0 ? { shown: 0 } : looked(tab)) };
}

export function withShown(tab: TabState, index: number): TabState {
  const people = peopleShown(tab).length;
  return index < people ? { ...tab, turn: tab.turn + 1, shown: index } : tab;
}

/**
 * The frame the agent reads in: the one with the newest people; else one that is just opening a message; else the top
 * document. Null where no site is read.
 */
export function frontFrame(tab: TabState): { frameId: number; frame: FrameState } | null {
  const frames = Object.entries(tab.frames)
    .map(([id, frame]) => ({ frameId: Number(id), frame }))
    .toSorted((a, b) => b.frame.at - a.frame.at);
  return (
    frames.find(({ frame }) => frame.requesters.length > 0) ??
    frames.find(({ frame }) => frame.reading) ??
    frames.at(-1) ??
    null
  );
}
