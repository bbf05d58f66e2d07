import { listIn, markPlace, personIn, rowsOf } from '#lib/detect/rows.ts';
import type { Context } from '#lib/detect/read.ts';
import { recipeById } from '#lib/sites/recipes.ts';
import { rowsInSight } from '../../../../entrypoints/requester.content/rows-in-sight.ts';

export type Rows = { address: string; name: string; isPlaced: boolean }[];

/** The rows that a page's list shows now, as a fixture writes them. */
export function rows(document: Document, siteId: string, context: Context): string {
  const recipe = recipeById(siteId);
  const shown = recipe && listIn(document, recipe, context);
  const found: Rows = (shown ? rowsInSight(rowsOf(document, shown)) : []).map((row) => {
    const person = shown ? personIn(row, shown) : null;
    const isPlaced = shown ? markPlace(row, shown) !== null : false;
    return { address: person?.address ?? '', name: person?.name ?? '', isPlaced };
  });
  return JSON.stringify(found);
}

/** How long one look at a list takes that has so many rows more: milliseconds, the best of several. */
export function looked(document: Document, siteId: string, context: Context, more: number): string {
  const recipe = recipeById(siteId);
  const shown = recipe && listIn(document, recipe, context);
  const [first] = shown ? rowsOf(document, shown) : [];
  if (!recipe || !first) throw new Error('This page has no list.');
  for (let count = 0; count < more; count += 1) first.after(first.cloneNode(true));
  document.body.getBoundingClientRect();
  const times = Array.from({ length: 9 }, () => {
    const began = performance.now();
    const list = listIn(document, recipe, context);
    const inSight = list ? rowsInSight(rowsOf(document, list)) : [];
    for (const row of inSight) if (list) personIn(row, list);
    return { inSight: inSight.length, took: performance.now() - began };
  });
  const best = times.toSorted((a, b) => a.took - b.took)[0];
  return JSON.stringify(best);
}
