import { factOf, nameOf, type Block } from '#lib/search/block.ts';

/** How a list is sorted; `best`: by how well the query fits, then by name. */
export type Order = { by: 'name' | 'createdAt' | 'country' | 'language'; descending: boolean } | 'best';

/** A matching contact while it is being sorted. */
export type Hit = { block: Block; line: number; score: number };

/** Farther into a list than this, all of it is sorted once and kept; before it, only the beginning is. */
const BEGINNING = 1000;

/**
 * The hits up to `end` in their order. While `end` is small only so many are kept sorted, so that the first screen of
 * 100,000 contacts costs one comparison each.
 */
export function sortHits(hits: readonly Hit[], order: Order, end: number): Hit[] {
  const compare = comparison(order);
  const keyed = hits.map((hit) => ({ hit, key: keyOf(hit, order), name: nameOf(hit.block, hit.line) }));
  const sorted =
    end > BEGINNING || end * 2 > keyed.length ? keyed.sort(compare) : beginning(keyed, compare, end);
  return sorted.map(({ hit }) => hit);
}

type Keyed = { hit: Hit; key: string; name: string };
type Compare = (a: Keyed, b: Keyed) => number;

function keyOf(hit: Hit, order: Order): string {
  if (order === 'best' || order.by === 'name') return '';
  return factOf(hit.block, hit.line, order.by);
}

function comparison(order: Order): Compare {
  const byName: Compare = (a, b) => compareText(a.name, b.name) || compareText(idOf(a), idOf(b));
  if (order === 'best') return (a, b) => a.hit.score - b.hit.score || byName(a, b);
  const way = order.descending ? -1 : 1;
  if (order.by === 'name') return (a, b) => way * byName(a, b);
  // What has no value comes last either way.
  return (a, b) =>
    Number(a.key === '') - Number(b.key === '') || way * compareText(a.key, b.key) || byName(a, b);
}

const idOf = ({ hit }: Keyed) => hit.block.ids[hit.line] ?? '';
const compareText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function beginning(hits: readonly Keyed[], compare: Compare, end: number): Keyed[] {
  const best: Keyed[] = [];
  for (const hit of hits) {
    const last = best[end - 1];
    if (last && compare(hit, last) >= 0) continue;
    best.splice(placeIn(best, hit, compare), 0, hit);
    if (best.length > end) best.pop();
  }
  return best;
}

function placeIn(sorted: readonly Keyed[], hit: Keyed, compare: Compare): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle];
    if (other && compare(other, hit) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
