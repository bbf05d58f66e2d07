import { watch } from '#lib/detect/watch.ts';
import type { Recipe } from '#lib/detect/recipe.ts';

const given = { up: 0, begun: 0, people: [] as string[] };

/** Watches the page by two recipes, one of which is slow, and keeps how long it took to begin and what was given up. */
export function followSlow(document: Document, recipes: Recipe[]): void {
  const before = performance.now();
  watch(document, {
    recipes,
    own: [],
    signal: new AbortController().signal,
    onReading: () => {},
    onRead: ({ requesters }) => (given.people = requesters.map(({ address }) => address)),
    onSlow: () => (given.up += 1),
  });
  given.begun = performance.now() - before;
}

export const told = () => JSON.stringify(given);
