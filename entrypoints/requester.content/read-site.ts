import type { Reading } from '#lib/detect/read.ts';
import type { Recipe } from '#lib/detect/recipe.ts';
import { watch } from '#lib/detect/watch.ts';

type Hear = { onReading: () => void; onRead: (reading: Reading) => void };

/**
 * Watches the document by the recipes that may fit. On a host that belongs to no site in particular there are several:
 * the first that knows the page is the page's, and the others stop.
 */
export function readSite(
  recipes: readonly Recipe[],
  own: readonly string[],
  { onReading, onRead }: Hear,
  signal: AbortSignal,
): void {
  const ends = recipes.map(() => new AbortController());
  let fits: number | null = recipes.length === 1 ? 0 : null;
  recipes.forEach((recipe, index) => {
    if (fits !== null && fits !== index) return;
    watch(document, {
      recipe,
      own,
      signal: AbortSignal.any([signal, ends[index]?.signal ?? signal]),
      onReading: () => fits === index && onReading(),
      onRead(reading) {
        if (fits === null && reading.view !== null) {
          fits = index;
          ends.forEach((end, other) => other !== index && end.abort());
        }
        if (fits === index || (fits === null && index === 0)) onRead(reading);
      },
    });
  });
}
