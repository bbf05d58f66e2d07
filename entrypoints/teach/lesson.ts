import type { Recipe } from '#lib/detect/recipe.ts';
import { buildRecipe, type Picks, type Step, type Trouble } from '#lib/teach/build.ts';

/** A message on which somebody said that it is read right. */
export type Try = { url: string; name: string; address: string };

/** What was taught so far, as it is kept from one page of the application to the next. */
export type Draft = { recipe: Recipe; tries: Try[] };

/** A draft as it was kept; null at the beginning. It is this script's own, from a page of the same origin. */
export function readDraft(text: string): Draft | null {
  if (text === '') return null;
  try {
    return JSON.parse(text) as Draft;
  } catch {
    return null;
  }
}

/** How often the recipe should have been right before it is kept: here, and on the next two messages. */
export const ENOUGH = 3;

export type Made = { recipe: Recipe } | { trouble: Trouble; at: Step };

/** The recipe of what was pointed at here, for this page and those that were right before. */
export function makeRecipe(picks: Picks, tries: readonly Try[]): Made {
  return buildRecipe(document, picks, [location.href, ...tries.map(({ url }) => url)]);
}
