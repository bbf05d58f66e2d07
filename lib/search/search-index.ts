import type { Block } from '#lib/search/block.ts';
import { allLines, matchBlock, matchLines, refine, type Found } from '#lib/search/match.ts';
import { sortFound, type Order } from '#lib/search/order.ts';
import { isNarrower, readQuery, type Query } from '#lib/search/query.ts';

/** Ids of a window of the matching contacts, and how many match in all. */
type Window = { total: number; ids: string[] };
type WindowQuery = { text: string; order: Order; offset: number; limit: number };

/** All packed blocks of a workspace in memory; lives as long as the worker, and is made anew from disk after it. */
export type SearchIndex = {
  /** Puts a block, new or changed, in its place; null takes it away. */
  put(id: number, block: Block | null): void;
  window(query: WindowQuery): Promise<Window>;
};

/** Milliseconds of scanning after which others are let in: a million contacts take some tens of them. */
const SLICE = 12;
/** Blocks between two looks at the clock. */
const STRIDE = 32;
/** Up to so many hits, all places of the words are weighed; of more, only the first. */
const FINE = 2000;

type Result = { query: Query; found: Found[]; total: number; sorted: { key: string; ids: string[] } | null };

/** @param pause lets other work of the worker run; @param now milliseconds */
export function createIndex(
  pause: () => Promise<void> = () => new Promise((resolve) => setTimeout(resolve)),
  now: () => number = () => performance.now(),
): SearchIndex {
  const blocks = new Map<number, Block>();
  let last: Result | null = null;

  const find = async (query: Query): Promise<Result> => {
    if (last && sameQuery(last.query, query)) return last;
    // While somebody types, each query is among what the one before has found.
    const narrows = last !== null && last.total <= FINE && isNarrower(query, last.query);
    const found = narrows
      ? (last?.found ?? []).map((before) => matchLines({ ...before, scores: [] }, query))
      : await scan([...blocks.values()], query, pause, now);
    const total = found.reduce((sum, { lines }) => sum + lines.length, 0);
    const isFine = total <= FINE && query.length > 0;
    return { query, found: isFine ? found.map((one) => refine(one, query)) : found, total, sorted: null };
  };

  return {
    put(id, block) {
      last = null;
      if (block) blocks.set(id, block);
      else blocks.delete(id);
    },
    async window({ text, order, offset, limit }) {
      const before = last;
      const result = await find(readQuery(text));
      // A change came while this was scanned: the answer is as old as its question, but not to be built on.
      if (last === before) last = result;
      const ids = sortedUpTo(result, order, offset + limit).slice(offset, offset + limit);
      return { total: result.total, ids };
    },
  };
}

async function scan(
  blocks: readonly Block[],
  query: Query,
  pause: () => Promise<void>,
  now: () => number,
): Promise<Found[]> {
  const found: Found[] = [];
  let began = now();
  for (const [i, block] of blocks.entries()) {
    const matches = query.length === 0 ? allLines(block) : matchBlock(block, query);
    if (matches.lines.length > 0) found.push(matches);
    if (i % STRIDE !== STRIDE - 1 || now() - began < SLICE) continue;
    await pause();
    began = now();
  }
  return found;
}

/** What was sorted for one window serves the next ones of the same order, as far as it reaches. */
function sortedUpTo(result: Result, order: Order, end: number): string[] {
  const key = JSON.stringify(order);
  const kept = result.sorted;
  const reaches = kept?.key === key && kept.ids.length >= Math.min(end, result.total);
  if (!reaches) result.sorted = { key, ids: sortFound(result.found, order, end) };
  return result.sorted?.ids ?? [];
}

function sameQuery(a: Query, b: Query): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
