import type { Block } from '#lib/search/block.ts';
import type { Columns } from '#lib/search/columns.ts';
import { countLinesOf, type Matcher } from '#lib/search/filter.ts';
import {
  keepLines,
  longerOf,
  matcherOf,
  matchLines,
  refine,
  showBest,
  spotterOf,
  weigh,
  type Found,
  type Spots,
} from '#lib/search/match.ts';
import { First, sortFound, type Order } from '#lib/search/order.ts';
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
/** So many of the best are asked for by whoever types. */
const SOME = 100;

type Result = {
  query: Query;
  filter: string;
  /** Where lines hold a query that is one form; null for others. */
  spots: Spots[] | null;
  /** Null where there are many, of which so far only the best were asked for. */
  found: Found[] | null;
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
    const matching =
      (last?.filter === key ? narrowed(last, query) : null) ??
      (await scan([...blocks.values()], { query, filter }, slices()));
    const result = { query, filter: key, ...matching, sorted: null };
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
      const found = allFound(await find(sought));
      const ids = found.flatMap(({ block, lines }) => Array.from(lines, (line) => block.ids()[line] ?? ''));
      return ids.slice(0, limit);
    },
    count: (matchers) => countEach([...columns.values()], matchers, slices()),
    blocks: () =>
      [...blocks.values()].flatMap(({ ids, columns }) => (columns ? [{ ids: ids(), columns }] : [])),
  };
}

type Matching = Pick<Result, 'spots' | 'found' | 'total'>;

/** While somebody types, each query is among what the one before has found; null where it need not be. */
function narrowed({ query: before, spots, found, total }: Result, query: Query): Matching | null {
  const [form, begun] = [onlyForm(query), onlyForm(before)];
  if (spots && form !== null && begun !== null && form.startsWith(begun))
    return ofSpots(spots.map(longerOf(form, begun.length)), query);
  if (!found || total > FEW || !isNarrower(query, before)) return null;
  return ofFound(
    found.map(({ block, lines }) =>
      matchLines({ block, lines, scores: new Uint32Array(lines.length) }, query),
    ),
    query,
  );
}

function onlyForm(query: Query): string | null {
  return query.length === 1 && query[0]?.length === 1 ? (query[0][0] ?? null) : null;
}

function ofFound(found: Found[], query: Query): Matching {
  const total = count(found);
  const isFine = total <= FINE && query.length > 0;
  return { spots: null, found: isFine ? found.map((one) => refine(one, query)) : found, total };
}

/** Of many no more is kept than where they are: how well each fits is worked out when somebody asks for more than the best. */
function ofSpots(all: readonly Spots[], query: Query): Matching {
  const spots = all.filter(({ lines }) => lines.length > 0);
  const total = count(spots);
  if (total > FEW) return { spots, found: null, total };
  return { ...ofFound(weighed(spots, query), query), spots };
}

const weighed = (spots: readonly Spots[], query: Query): Found[] =>
  spots.map((one) => weigh(one, lengthOf(query)));

const lengthOf = (query: Query): number => onlyForm(query)?.length ?? 0;

const count = (some: readonly { lines: Uint32Array }[]): number =>
  some.reduce((sum, { lines }) => sum + lines.length, 0);

function allFound(result: Result): Found[] {
  return (result.found ??= weighed(result.spots ?? [], result.query));
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
): Promise<Matching> {
  const form = filter ? null : onlyForm(query);
  if (form !== null) return ofSpots(await ofEach(blocks, spotterOf(form), breath), query);
  const match = matcherOf(query);
  return ofFound(await ofEach(blocks, (block) => narrow(match(block), filter), breath), query);
}

/** What each block has, of those that have any. Columns may be put anew while others are let in; a block whose lines change is another one then. */
async function ofEach<Some extends { lines: Uint32Array }>(
  blocks: readonly Block[],
  look: (block: Block) => Some,
  breath: Breath,
): Promise<Some[]> {
  const found: Some[] = [];
  for (const [i, block] of blocks.entries()) {
    const one = look(block);
    if (one.lines.length > 0) found.push(one);
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
  if (!reaches) result.sorted = { key, ids: sorted(result, order, end) };
  return result.sorted?.ids ?? [];
}

function sorted(result: Result, order: Order, end: number): string[] {
  const { spots, found, query } = result;
  if (!spots || found || order !== 'best' || end > SOME) return sortFound(allFound(result), order, end);
  const first = new First(order, end);
  for (const one of spots) showBest(one, lengthOf(query), first);
  return first.ids();
}

function keyOf(order: Order): string {
  if (order === 'best') return order;
  return JSON.stringify([order.by, order.descending, ...(order.labels ?? [])]);
}

function sameQuery(a: Query, b: Query): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
