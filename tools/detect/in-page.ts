import { readAny } from '#lib/detect/read-any.ts';
import type { Context, Reading } from '#lib/detect/read.ts';
import { recipesAt } from '#lib/sites/at.ts';
import { recipeById } from '#lib/sites/recipes.ts';

/**
 * What the built-in recipes read in a page; runs in the page (see `saved-pages.ts`). Whom an answer goes to that is being
 * written is no requester: they wrote nothing there.
 */
export function readHere(document: Document, context: Context): Pick<Reading, 'view' | 'requesters'> {
  const recipes = recipesAt(context.url).flatMap((id) => recipeById(id) ?? []);
  const { view, requesters } = readAny(document, recipes, context).reading;
  return view === 'answering' ? { view: null, requesters: [] } : { view, requesters };
}
