import type { Block } from '#lib/search/block.ts';
import { allLines, matchBlock, matchLines } from '#lib/search/match.ts';
import { sortHits, type Hit, type Order } from '#lib/search/order.ts';
import { isNarrower, readQuery, type Query } from '#lib/search/query.ts';

/** Ids of a window of the matching contacts, and how many match in all. */
export type Window = { total: number; ids: string[] };
export type WindowQuery = { text: string; order: Order; offset: number; limit: number };

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
/** More hits than this are found again sooner than one by one. */
const NARROW = 5000;

type Result = { query: Query; hits: Hit[]; sorted: { key: string; hits: Hit[] } | null };

/** @param pause lets other work of the worker run; @param now milliseconds */
export function createIndex(
  pause: () => Promise<void> = () => new Promise((resolve) => setTimeout(resolve)),
  now: () => number = () => performance.now(),
): SearchIndex {
  const blocks = new Map<number, Block>();
  let last: Result | null = null;

  const find = async (query: Query): Promise<Result> => {
    if (last && sameQuery(last.query, query)) return last;
    const kept = last;
    const narrow = kept && kept.hits.length <= NARROW && isNarrower(query, kept.query);
    const hits = narrow ? narrowed(kept.hits, query) : await scan([...blocks.values()], query, pause, now);
    return { query, hits, sorted: null };
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
      const sorted = sortedUpTo(result, order, offset + limit);
      const ids = sorted.slice(offset, offset + limit).map(({ block, line }) => block.ids[line] ?? '');
      return { total: result.hits.length, ids };
    },
  };
}

async function scan(
  blocks: readonly Block[],
  query: Query,
  pause: () => Promise<void>,
  now: () => number,
): Promise<Hit[]> {
  const hits: Hit[] = [];
  let began = now();
  for (const [i, block] of blocks.entries()) {
    const { lines, scores } = query.length === 0 ? allLines(block) : matchBlock(block, query);
    for (const [at, line] of lines.entries()) hits.push({ block, line, score: scores[at] ?? 0 });
    if (i % STRIDE !== STRIDE - 1 || now() - began < SLICE) continue;
    await pause();
    began = now();
  }
  return hits;
}

function narrowed(hits: readonly Hit[], query: Query): Hit[] {
  return hits.flatMap(({ block, line }) =>
    matchLines(block, [line], query).scores.map((score) => ({ block, line, score })),
  );
}

/** What was sorted for one window serves the next ones of the same order, as far as it reaches. */
function sortedUpTo(result: Result, order: Order, end: number): Hit[] {
  const key = JSON.stringify(order);
  const kept = result.sorted;
  const reaches = kept && kept.key === key && kept.hits.length >= Math.min(end, result.hits.length);
  if (!reaches) result.sorted = { key, hits: sortHits(result.hits, order, end) };
  return result.sorted?.hits ?? [];
}

function sameQuery(a: Query, b: Query): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
