import { readPage, type Context, type Reading } from '#lib/detect/read.ts';
import { recipesAt } from '#lib/sites/at.ts';
import { recipeById } from '#lib/sites/recipes.ts';

/** What the first built-in recipe that knows this page reads in it; runs in the page (see `saved-pages.ts`). */
export function readHere(document: Document, context: Context): Pick<Reading, 'view' | 'requesters'> {
  const readings = recipesAt(context.url)
    .flatMap((id) => recipeById(id) ?? [])
    .map((recipe) => readPage(document, recipe, context));
  const { view, requesters } = readings.find(({ view }) => view !== null) ?? { view: null, requesters: [] };
  return { view, requesters };
}
