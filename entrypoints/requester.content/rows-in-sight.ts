/** So few rows are looked at one by one, in whatever order the page keeps them. */
const FEW = 80;
/** Rows that are marked at once. */
const MOST = 120;

/**
 * The rows of a list that are within the window, without asking where each of ten thousand stands: those of one parent
 * stand in their order, and so the first in sight is found by halving.
 */
export function rowsInSight(rows: readonly Element[]): Element[] {
  const groups = new Map<Element | null, Element[]>();
  for (const row of rows) {
    const group = groups.get(row.parentElement);
    if (group) group.push(row);
    else groups.set(row.parentElement, [row]);
  }
  return [...groups]
    .flatMap(([parent, group]) => (parent && isShown(parent) ? inSight(group) : []))
    .slice(0, MOST);
}

/** A table's body has no box of its own where all its rows lie elsewhere; whether it is hidden is what counts. */
function isShown(parent: Element): boolean {
  return parent.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true });
}

function inSight(rows: Element[]): Element[] {
  if (rows.length <= FEW) return rows.filter((row) => isIn(row));
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row && row.getBoundingClientRect().bottom <= 0) low = middle + 1;
    else high = middle;
  }
  const found: Element[] = [];
  for (const row of rows.slice(low, low + MOST)) {
    if (row.getBoundingClientRect().top >= window.innerHeight) break;
    if (isIn(row)) found.push(row);
  }
  return found;
}

function isIn(row: Element): boolean {
  const { top, bottom, height } = row.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < window.innerHeight;
}
