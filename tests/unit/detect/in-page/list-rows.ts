import { isVisible } from '#lib/detect/dom.ts';
import { listIn, markPlace, personIn, rowsOf } from '#lib/detect/rows.ts';
import type { Context } from '#lib/detect/read.ts';
import { recipeById } from '#lib/sites/recipes.ts';
import { rowsInSight } from '../../../../entrypoints/display/rows-in-sight.ts';

export type Rows = { address: string; name: string; isPlaced: boolean }[];

/** The rows that a page's list shows now, as a fixture writes them. */
export function rows(document: Document, siteId: string, context: Context): string {
  const recipe = recipeById(siteId);
  const shown = recipe && listIn(document, recipe, context);
  const all = Array.from(shown ? rowsOf(document, shown) : []);
  const found: Rows = all.filter(isVisible).map((row) => {
    const person = shown ? personIn(row, shown) : null;
    const isPlaced = shown ? markPlace(row, shown) !== null : false;
    return { address: person?.address ?? '', name: person?.name ?? '', isPlaced };
  });
  return JSON.stringify(found);
}

/** How many rows of a list that has so many more are read: those in sight. */
export function looked(document: Document, siteId: string, context: Context, more: number): string {
  const recipe = recipeById(siteId);
  const shown = recipe && listIn(document, recipe, context);
  const first = shown ? rowsOf(document, shown)[0] : undefined;
  if (!recipe || !first) throw new Error('This page has no list.');
  for (let count = 0; count < more; count += 1) first.after(first.cloneNode(true));
  const list = listIn(document, recipe, context);
  return JSON.stringify({ inSight: list ? rowsInSight(rowsOf(document, list)).length : 0 });
}
