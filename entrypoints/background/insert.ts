import { browser } from 'wxt/browser';
import { recipesFor } from './sites.ts';
import { writeInPage, type Found, type Task } from './write-in-page.ts';

/** Where each tab's last insertion went: a frame's id. What a woken worker no longer knows is not undone from here. */
const lastFrame = new Map<number, number>();

/** Writes a text into the best reply box of a tab's documents (R11); never sends anything. */
export async function insertInto(tabId: number, text: string): Promise<'inserted' | 'no-box'> {
  const selectors = await replyBoxes(tabId);
  const found = await run(tabId, { allFrames: true }, { do: 'find' }, selectors);
  const [best] = found
    .map(({ frameId, result }) => ({ frameId, ...(result as Found) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank || b.at - a.at);
  if (!best) return 'no-box';
  const [done] = await run(tabId, { frameIds: [best.frameId] }, { do: 'insert', text }, selectors);
  if (done?.result !== true) return 'no-box';
  lastFrame.set(tabId, best.frameId);
  return 'inserted';
}

/** Takes a tab's last insertion back. @returns whether it did: more may have been written since */
export async function undoInsertIn(tabId: number): Promise<boolean> {
  const frameId = lastFrame.get(tabId);
  if (frameId === undefined) return false;
  lastFrame.delete(tabId);
  const [done] = await run(tabId, { frameIds: [frameId] }, { do: 'undo' }, []);
  return done?.result === true;
}

async function replyBoxes(tabId: number): Promise<string[]> {
  const { url } = await browser.tabs.get(tabId);
  return (await recipesFor(url ?? '')).flatMap(({ reply = [] }) => reply);
}

/** In documents that may not be touched, or are gone, nothing is found. */
async function run(
  tabId: number,
  where: { allFrames: true } | { frameIds: number[] },
  task: Task,
  selectors: string[],
): Promise<{ frameId: number; result?: unknown }[]> {
  const target = { tabId, ...where };
  const done = await browser.scripting
    .executeScript({ target, func: writeInPage, args: [task, selectors] })
    .catch(() => []);
  return done.filter(({ result }) => result !== null && result !== undefined);
}
