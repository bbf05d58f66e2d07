import type { Recipe } from '#lib/detect/recipe.ts';
import { demo } from '#lib/detect/recipes/demo.ts';
import { gmail } from '#lib/detect/recipes/gmail.ts';
import { roundcube } from '#lib/detect/recipes/roundcube.ts';

/**
 * Every recipe that is built in. For the build, the tests and the tools: what runs in the browser gets them one at a time
 * as files, so that no bundle grows with the number of sites.
 */
export const recipes: readonly Recipe[] = [demo, gmail, roundcube];

export function recipeById(id: string): Recipe | undefined {
  return recipes.find(({ site }) => site === id);
}
