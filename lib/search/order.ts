import type { FactValue } from '#lib/model/attribute.ts';
import { foldText } from '#lib/model/text.ts';
import { factOf, nameOf, type Block } from '#lib/search/block.ts';
import { columnFor, eachPlace } from '#lib/search/columns.ts';
import type { Found } from '#lib/search/match.ts';

/**
 * How a list is sorted; `best`: by how well the query fits, then by name. Name, country, language and creation lie in the
 * packed lines; any other attribute is sorted by its column, which has to be there. `labels`: what its ids are called.
 */
export type Order = { by: string; descending: boolean; labels?: ReadonlyMap<string, string> } | 'best';

type Packed = 'createdAt' | 'country' | 'language';
const PACKED: ReadonlySet<string> = new Set<Packed>(['createdAt', 'country', 'language']);

/** Whether an order needs the column of its attribute. */
export function columnOf(order: Order): string | null {
  return order === 'best' || order.by === 'name' || PACKED.has(order.by) ? null : order.by;
}

/** Farther into a list than this, all of it is sorted once and kept; before it, only the beginning is. */
const BEGINNING = 1000;

/** What an order asks for, before the name; '' where a contact has no value. */
type Key = string | number;
/** A matching contact while it is being sorted. */
type Hit = { block: Block; line: number; score: number; key: Key; name: string };
type Compare = (a: Hit, b: Hit) => number;

/**
 * Ids of the found contacts up to `end`, in their order. While `end` is small only so many are kept sorted, so that
 * the first screen of 100,000 contacts costs one comparison each, mostly of two numbers.
 */
export function sortFound(found: readonly Found[], order: Order, end: number): string[] {
  const total = found.reduce((sum, { lines }) => sum + lines.length, 0);
  if (end > BEGINNING || end >= total) return [...hitsOf(found, order)].toSorted(comparison(order)).map(idOf);
  const first = new First(order, end);
  for (const { block, lines, scores } of found) {
    const keyOf = keysOf(block, order);
    for (let i = 0; i < lines.length; i++) first.add(block, lines[i] ?? 0, scores[i] ?? 0, keyOf);
  }
  return first.ids();
}

function* hitsOf(found: readonly Found[], order: Order): Generator<Hit> {
  for (const { block, lines, scores } of found) {
    const keyOf = keysOf(block, order);
    for (const [i, line] of lines.entries())
      yield { block, line, score: scores[i] ?? 0, key: keyOf(line), name: nameOf(block, line) };
  }
}

function keysOf(block: Block, order: Order): (line: number) => Key {
  if (order === 'best' || order.by === 'name') return () => '';
  if (PACKED.has(order.by)) return (line) => factOf(block, line, order.by as Packed);
  const column = block.columns && columnFor(block.columns, order.by);
  const keys: Key[] = [];
  if (!column) return () => '';
  const made = column.values.map((value) => keyOf(value, order.labels));
  eachPlace(column, (line, place) => (keys[line] = made[place] ?? ''));
  return (line) => keys[line] ?? '';
}

/** Of several values the first in their order stands for all. */
function keyOf(value: FactValue, labels: ReadonlyMap<string, string> | undefined): Key {
  if (typeof value === 'number') return value;
  const texts = (typeof value === 'string' ? [value] : value).map((text) =>
    foldText(labels?.get(text) ?? text),
  );
  return texts.reduce((first, text) => (text < first ? text : first), texts[0] ?? '');
}

function comparison(order: Order): Compare {
  if (order === 'best') return (a, b) => a.score - b.score || byName(a, b);
  const way = order.descending ? -1 : 1;
  if (order.by === 'name') return (a, b) => way * byName(a, b);
  // What has no value comes last either way.
  return (a, b) =>
    Number(a.key === '') - Number(b.key === '') || way * compareKeys(a.key, b.key) || byName(a, b);
}

const byName: Compare = (a, b) =>
  (a.block.heads()[a.line] ?? 0) - (b.block.heads()[b.line] ?? 0) ||
  compareText(a.name, b.name) ||
  compareText(a.block.ids()[a.line] ?? '', b.block.ids()[b.line] ?? '');

function compareKeys(a: Key, b: Key): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareText(String(a), String(b));
}

const compareText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** The first so many contacts of an order, of all that it is shown. */
export class First {
  readonly #best: Hit[] = [];
  readonly #compare: Compare;
  readonly #order: Order;
  readonly #end: number;
  #bar = noBar;

  constructor(order: Order, end: number) {
    [this.#order, this.#end, this.#compare] = [order, end, comparison(order)];
  }

  /** @param keyOf what its order asks for of a line; nothing for `best` */
  add(block: Block, line: number, score: number, keyOf: (line: number) => Key = noKey): void {
    const bar = this.#bar;
    // Most are out by their score, or by how their names begin: no more is read of them, and nothing made.
    if (score > bar.score) return;
    if (score === bar.score) {
      const head = block.heads()[line] ?? 0;
      if (head > bar.head || (head === bar.head && nameOf(block, line) > bar.name)) return;
    }
    const [best, end] = [this.#best, this.#end];
    const hit = { block, line, score, key: keyOf(line), name: nameOf(block, line) };
    if (best.length === end && this.#compare(hit, best[end - 1] as Hit) >= 0) return;
    best.splice(placeIn(best, hit, this.#compare), 0, hit);
    if (best.length > end) best.pop();
    if (best.length === end && this.#order === 'best') this.#bar = barOf(best[end - 1] as Hit);
  }

  /** The worst score that may still be among them. */
  get worst(): number {
    return this.#bar.score;
  }

  ids(): string[] {
    return this.#best.map(idOf);
  }
}

const noKey = (): Key => '';
const idOf = ({ block, line }: Hit): string => block.ids()[line] ?? '';

/** What a hit has to be before to be among the best; of orders by something else it says nothing. */
type Bar = { score: number; head: number; name: string };
const noBar: Bar = { score: Infinity, head: Infinity, name: '' };
const barOf = ({ block, line, score, name }: Hit): Bar => ({ score, head: block.heads()[line] ?? 0, name });

function placeIn(sorted: readonly Hit[], hit: Hit, compare: Compare): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle];
    if (other && compare(other, hit) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
