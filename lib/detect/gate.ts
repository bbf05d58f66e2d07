import { findOne, patternOf } from '#lib/detect/dom.ts';
import type { Gate, Recipe, View } from '#lib/detect/recipe.ts';

/** The view that shows a message here; null where the recipe knows none, or says that nobody is to be offered. */
export function viewOf(document: Document, recipe: Recipe, url: string): View | null {
  const view = recipe.views.find(({ gate }) => holds(document, gate, recipe, url));
  if (!view || recipe.nobody.some((gate) => holds(document, gate, recipe, url))) return null;
  return view;
}

/** Whether all that a gate names holds on a page. */
export function holds(document: Document, gate: Gate, recipe: Recipe, url: string): boolean {
  const matches = (pattern: string) => patternOf(pattern).test(url);
  const found = (selector: string) => findOne(document, selector, recipe.exclude) !== null;
  return (
    (gate.url ?? []).every(matches) &&
    !(gate.notUrl ?? []).some(matches) &&
    (gate.has ?? []).every(found) &&
    !(gate.hasNot ?? []).some(found)
  );
}
