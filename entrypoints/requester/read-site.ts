import type { Reading } from '#lib/detect/read.ts';
import type { Recipe } from '#lib/detect/recipe.ts';
import { watch } from '#lib/detect/watch.ts';

type Hear = {
  onReading: () => void;
  /** @param recipe the one that fits, or fitted last */
  onRead: (reading: Reading, recipe: Recipe | null) => void;
  /** A taught recipe takes too long on this page, and is not tried again. */
  onSlow: (recipe: Recipe) => void;
};

/**
 * Watches the document by the recipes that may fit.
 * @returns reads the page anew and says what it shows
 */
export function readSite(
  recipes: readonly Recipe[],
  own: readonly string[],
  hear: Hear,
  signal: AbortSignal,
): () => void {
  return watch(document, { recipes, own, signal, ...hear });
}
