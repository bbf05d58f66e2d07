import { RECIPE_FORMAT, type Recipe } from '#lib/detect/recipe.ts';
import { NEW_SITE } from '#lib/teach/patterns.ts';
import { readTaught, type Refused } from '#lib/teach/taught-recipe.ts';

/** A taught recipe as a file (R15): what it is, its name, and the recipe; nothing of whoever taught it. */
export function writeRecipeFile(name: string, recipe: Recipe): string {
  const file = { carnet: 'recipe', format: RECIPE_FORMAT, name, recipe: { ...recipe, site: NEW_SITE } };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Characters of a file that is looked into at all. */
const MOST = 100_000;

/** What a file holds, checked; or why it is refused. */
export function readRecipeFile(text: string): { name: string; recipe: Recipe } | { refused: Refused } {
  if (text.length > MOST) return { refused: 'recipe_large' };
  try {
    const { carnet, format, name, recipe } = JSON.parse(text) as Record<string, unknown>;
    if (carnet !== 'recipe') return { refused: 'recipe_bad' };
    if (typeof format === 'number' && format > RECIPE_FORMAT) return { refused: 'recipe_newer' };
    const read = readTaught(JSON.stringify(recipe ?? null));
    return 'refused' in read ? read : { name: typeof name === 'string' ? name : '', recipe: read.recipe };
  } catch {
    return { refused: 'recipe_bad' };
  }
}
