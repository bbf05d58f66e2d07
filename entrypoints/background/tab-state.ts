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
  frames: Record<number, FrameState>;
};

export const NEW_TAB: TabState = { turn: 0, shown: 0, frames: {} };

/** A frame's news: what the tab shows after it. Whoever was looked at is so only until something else is shown. */
export function withFrame(tab: TabState, frameId: number, news: Omit<FrameState, 'at'>): TabState {
  const turn = tab.turn + 1;
  const before = tab.frames[frameId];
  const same = JSON.stringify(before?.requesters) === JSON.stringify(news.requesters);
  const frames = { ...tab.frames, [frameId]: { ...news, at: turn } };
  return { turn, shown: same ? tab.shown : 0, frames };
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
  return gone ? { turn: tab.turn + 1, shown: gone.requesters.length > 0 ? 0 : tab.shown, frames } : tab;
}

export function withShown(tab: TabState, index: number): TabState {
  const people = frontFrame(tab)?.frame.requesters.length ?? 0;
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
