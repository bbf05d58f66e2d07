import type { Block } from '#lib/search/block.ts';
import type { Columns } from '#lib/search/columns.ts';
import { countLinesOf, type Matcher } from '#lib/search/filter.ts';
import { keepLines, longerOf, matcherOf, matchLines, refine, type Found } from '#lib/search/match.ts';
import { sortFound, type Order } from '#lib/search/order.ts';
import { isNarrower, readQuery, type Query } from '#lib/search/query.ts';
import type { FactBlock } from '#lib/search/twins.ts';

/** Ids of a window of the matching contacts, and how many match in all. */
type Window = { total: number; ids: string[] };
/** A filter made ready, whose columns are there. `key`: the same for the same question. */
export type Narrow = { key: string; matches: Matcher };
export type Sought = { text: string; filter?: Narrow | undefined };
type WindowQuery = Sought & { order: Order; offset: number; limit: number };

/**
 * All packed blocks of a workspace in memory, with the columns of facts that were asked for; lives as long as the worker,
 * and is made anew from disk after it.
 */
export type SearchIndex = {
  /** Puts a block, new or changed, in its place; null takes it away. */
  put(id: number, block: Block | null): void;
  /** Puts a block's columns; of one that has none no line matches any filter. */
  putColumns(id: number, columns: Columns | null): void;
  columnsOf(id: number): Columns | null;
  window(query: WindowQuery): Promise<Window>;
  /** The ids of the contacts that match, in no order. */
  ids(sought: Sought, limit: number): Promise<string[]>;
  /** How many contacts each of these lets through; needs no lines. */
  count(matchers: readonly Matcher[]): Promise<number[]>;
  /** The blocks with their contacts and columns. */
  blocks(): FactBlock[];
};

/** Milliseconds of scanning after which others are let in: a million contacts take some tens of them. */
const SLICE = 12;
/** Blocks between two looks at the clock. */
const STRIDE = 32;
/** Up to so many hits, all places of the words are weighed; of more, only the first. */
const FINE = 2000;
/** Up to so many hits, reading their lines costs less than looking through all blocks again. */
const FEW = 20_000;

type Result = {
  query: Query;
  filter: string;
  found: Found[];
  total: number;
  sorted: { key: string; ids: string[] } | null;
};

/** @param pause lets other work of the worker run; @param now milliseconds */
export function createIndex(
  pause: () => Promise<void> = () => new Promise((resolve) => setTimeout(resolve)),
  now: () => number = () => performance.now(),
): SearchIndex {
  const blocks = new Map<number, Block>();
  const columns = new Map<number, Columns>();
  let last: Result | null = null;

  const find = async ({ text, filter }: Sought): Promise<Result> => {
    const [query, before, key] = [readQuery(text), last, filter?.key ?? ''];
    if (last?.filter === key && sameQuery(last.query, query)) return last;
    const found =
      (last?.filter === key ? narrowed(last, query) : null) ??
      (await scan([...blocks.values()], { query, filter }, slices()));
    const total = found.reduce((sum, { lines }) => sum + lines.length, 0);
    const isFine = total <= FINE && query.length > 0;
    const weighed = isFine ? found.map((one) => refine(one, query)) : found;
    const result = { query, filter: key, found: weighed, total, sorted: null };
    // A change came while this was scanned: the answer is as old as its question, but not to be built on.
    if (last === before) last = result;
    return result;
  };
  const slices = () => breathe(pause, now);

  return {
    put(id, block) {
      last = null;
      if (block) blocks.set(id, Object.assign(block, { columns: columns.get(id) ?? null }));
      else blocks.delete(id);
    },
    putColumns(id, put) {
      last = null;
      if (put) columns.set(id, put);
      else columns.delete(id);
      const block = blocks.get(id);
      if (block) block.columns = put;
    },
    columnsOf: (id) => columns.get(id) ?? null,
    async window({ order, offset, limit, ...sought }) {
      const result = await find(sought);
      const ids = sortedUpTo(result, order, offset + limit).slice(offset, offset + limit);
      return { total: result.total, ids };
    },
    async ids(sought, limit) {
      const { found } = await find(sought);
      const ids = found.flatMap(({ block, lines }) => Array.from(lines, (line) => block.ids()[line] ?? ''));
      return ids.slice(0, limit);
    },
    count: (matchers) => countEach([...columns.values()], matchers, slices()),
    blocks: () =>
      [...blocks.values()].flatMap(({ ids, columns }) => (columns ? [{ ids: ids(), columns }] : [])),
  };
}

/** While somebody types, each query is among what the one before has found; null where it need not be. */
function narrowed({ query: before, found, total }: Result, query: Query): Found[] | null {
  const [form, begun] = [onlyForm(query), onlyForm(before)];
  if (form !== null && begun !== null && form.startsWith(begun) && found.every(({ places }) => places))
    return found.map(longerOf(form, begun.length)).filter(({ lines }) => lines.length > 0);
  if (total > FEW || !isNarrower(query, before)) return null;
  return found.map(({ block, lines }) =>
    matchLines({ block, lines, scores: new Uint32Array(lines.length) }, query),
  );
}

function onlyForm(query: Query): string | null {
  return query.length === 1 && query[0]?.length === 1 ? (query[0][0] ?? null) : null;
}

/** To be awaited after each block: lets others in when enough time has passed. */
type Breath = (i: number) => Promise<void> | undefined;

function breathe(pause: () => Promise<void>, now: () => number): Breath {
  let began = now();
  return (i) => {
    if (i % STRIDE !== STRIDE - 1 || now() - began < SLICE) return undefined;
    return pause().then(() => void (began = now()));
  };
}

async function scan(
  blocks: readonly Block[],
  { query, filter }: { query: Query; filter: Narrow | undefined },
  breath: Breath,
): Promise<Found[]> {
  // Columns may be put anew while others are let in; a block whose lines change is another one then.
  const found: Found[] = [];
  const match = matcherOf(query);
  for (const [i, block] of blocks.entries()) {
    const matches = narrow(match(block), filter);
    if (matches.lines.length > 0) found.push(matches);
    await breath(i);
  }
  return found;
}

function narrow(found: Found, filter: Narrow | undefined): Found {
  if (!filter || found.lines.length === 0) return found;
  return keepLines(found, (found.block.columns && filter.matches(found.block.columns)) ?? []);
}

async function countEach(
  blocks: readonly Columns[],
  matchers: readonly Matcher[],
  breath: Breath,
): Promise<number[]> {
  const totals = matchers.map(() => 0);
  for (const [i, block] of blocks.entries()) {
    for (const [at, matches] of matchers.entries()) totals[at]! += countLinesOf(matches(block));
    await breath(i);
  }
  return totals;
}

/** What was sorted for one window serves the next ones of the same order, as far as it reaches. */
function sortedUpTo(result: Result, order: Order, end: number): string[] {
  const key = keyOf(order);
  const kept = result.sorted;
  const reaches = kept?.key === key && kept.ids.length >= Math.min(end, result.total);
  if (!reaches) result.sorted = { key, ids: sortFound(result.found, order, end) };
  return result.sorted?.ids ?? [];
}

function keyOf(order: Order): string {
  if (order === 'best') return order;
  return JSON.stringify([order.by, order.descending, ...(order.labels ?? [])]);
}

function sameQuery(a: Query, b: Query): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
