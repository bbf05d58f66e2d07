/** So few rows are looked at one by one, in whatever order the page keeps them. */
const FEW = 80;
/** Rows that are marked at once. */
const MOST = 120;

/** Rows that stand one after the other in one parent: those from `from` to before `to`. */
type Group = { rows: ArrayLike<Element>; from: number; to: number };

/**
 * The rows of a list that are within the window, without asking where each of ten thousand stands: those of one parent
 * stand in their order, and so the first in sight is found by halving.
 * @param rows in the page's order
 */
export function rowsInSight(rows: ArrayLike<Element>): Element[] {
  const found: Element[] = [];
  for (let from = 0; from < rows.length && found.length < MOST;) {
    const parent = rows[from]?.parentElement ?? null;
    const group = { rows, from, to: endOf(rows, from, parent) };
    if (parent && isShown(parent)) found.push(...inSight(group));
    from = group.to;
  }
  return found.slice(0, MOST);
}

/** Where the rows of a parent end, found by steps that double and then by halving. */
function endOf(rows: ArrayLike<Element>, from: number, parent: Element | null): number {
  let [low, step] = [from, 1];
  while (rows[low + step]?.parentElement === parent) [low, step] = [low + step, step * 2];
  return firstFrom(low + 1, Math.min(low + step, rows.length), (at) => rows[at]?.parentElement !== parent);
}

/** The first place between `low` and `high` for which something holds, where it holds for all that follow; else `high`. */
function firstFrom(low: number, high: number, holds: (at: number) => boolean): number {
  let [begin, end] = [low, high];
  while (begin < end) {
    const middle = (begin + end) >> 1;
    if (holds(middle)) end = middle;
    else begin = middle + 1;
  }
  return begin;
}

/** A table's body has no box of its own where all its rows lie elsewhere; whether it is hidden is what counts. */
function isShown(parent: Element): boolean {
  return parent.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true });
}

function inSight({ rows, from, to }: Group): Element[] {
  if (to - from <= FEW) return between(rows, from, to).filter((row) => isIn(row));
  const isAbove = (row: Element | undefined) => row !== undefined && row.getBoundingClientRect().bottom <= 0;
  const first = firstFrom(from, to, (at) => !isAbove(rows[at]));
  const found: Element[] = [];
  for (const row of between(rows, first, Math.min(first + MOST, to))) {
    if (row.getBoundingClientRect().top >= window.innerHeight) break;
    if (isIn(row)) found.push(row);
  }
  return found;
}

function between(rows: ArrayLike<Element>, from: number, to: number): Element[] {
  return Array.from({ length: to - from }, (_, at) => rows[from + at]).filter((row) => row !== undefined);
}

function isIn(row: Element): boolean {
  const { top, bottom, height } = row.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < window.innerHeight;
}
