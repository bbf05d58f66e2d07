import { factOf, nameOf, type Block } from '#lib/search/block.ts';
import type { Found } from '#lib/search/match.ts';

/** How a list is sorted; `best`: by how well the query fits, then by name. */
export type Order = { by: 'name' | 'createdAt' | 'country' | 'language'; descending: boolean } | 'best';

/** Farther into a list than this, all of it is sorted once and kept; before it, only the beginning is. */
const BEGINNING = 1000;

/** A matching contact while it is being sorted. `key`: what the order asks for, before the name. */
type Hit = { block: Block; line: number; score: number; key: string };
type Compare = (a: Hit, b: Hit) => number;

/**
 * Ids of the found contacts up to `end`, in their order. While `end` is small only so many are kept sorted, so that
 * the first screen of 100,000 contacts costs one comparison each, mostly of two numbers.
 */
export function sortFound(found: readonly Found[], order: Order, end: number): string[] {
  const compare = comparison(order);
  const total = found.reduce((sum, { lines }) => sum + lines.length, 0);
  const isWhole = end > BEGINNING || end >= total;
  const sorted = isWhole
    ? [...hitsOf(found, order)].toSorted(compare)
    : beginning(found, order, compare, end);
  return sorted.map(({ block, line }) => block.ids()[line] ?? '');
}

function* hitsOf(found: readonly Found[], order: Order): Generator<Hit> {
  for (const { block, lines, scores } of found)
    for (const [i, line] of lines.entries())
      yield { block, line, score: scores[i] ?? 0, key: keyOf(block, line, order) };
}

function keyOf(block: Block, line: number, order: Order): string {
  return order === 'best' || order.by === 'name' ? '' : factOf(block, line, order.by);
}

function comparison(order: Order): Compare {
  if (order === 'best') return (a, b) => a.score - b.score || byName(a, b);
  const way = order.descending ? -1 : 1;
  if (order.by === 'name') return (a, b) => way * byName(a, b);
  // What has no value comes last either way.
  return (a, b) =>
    Number(a.key === '') - Number(b.key === '') || way * compareText(a.key, b.key) || byName(a, b);
}

const byName: Compare = (a, b) =>
  (a.block.heads()[a.line] ?? 0) - (b.block.heads()[b.line] ?? 0) ||
  compareText(nameOf(a.block, a.line), nameOf(b.block, b.line)) ||
  compareText(a.block.ids()[a.line] ?? '', b.block.ids()[b.line] ?? '');

const compareText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function beginning(found: readonly Found[], order: Order, compare: Compare, end: number): Hit[] {
  const best: Hit[] = [];
  for (const { block, lines, scores } of found)
    for (let i = 0; i < lines.length; i++) {
      const [line, score] = [lines[i] ?? 0, scores[i] ?? 0];
      const last = best[end - 1];
      // Most are out by their score alone: no more is read of them.
      if (last && order === 'best' && score > last.score) continue;
      const hit = { block, line, score, key: keyOf(block, line, order) };
      if (last && compare(hit, last) >= 0) continue;
      best.splice(placeIn(best, hit, compare), 0, hit);
      if (best.length > end) best.pop();
    }
  return best;
}

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
