import { readPage } from '#lib/detect/read.ts';
import { isLost } from '#lib/detect/lost.ts';
import type { Recipe } from '#lib/detect/recipe.ts';
import { buildRecipe, type Step, type Trouble } from '#lib/teach/build.ts';
import { candidatesOf } from '#lib/teach/candidates.ts';
import { readAlike, refine } from '#lib/teach/refine.ts';

/** What a page shows by a recipe. */
export type Shown = { people: string[]; orders: string[]; account: string; subject: string; lost: boolean };

/** Builds a recipe from what these plain selectors lead to, as if it had been pointed at. */
export function teach(
  picks: Partial<Record<Step, string>>,
): { recipe: Recipe } | { trouble: Trouble; at: Step } {
  const elements = Object.fromEntries(
    Object.entries(picks).map(([step, css]) => {
      const element = document.querySelector(css);
      if (!element) throw new Error(`${css} is not on the page.`);
      return [step, element];
    }),
  );
  return buildRecipe(document, elements, [location.href]);
}

export function show(recipe: Recipe, own: string[] = []): Shown {
  const context = { url: location.href, own };
  const reading = readPage(document, recipe, context);
  return {
    people: reading.requesters.map(({ name, address }) => `${name} <${address}>`),
    orders: reading.requesters[0]?.orders ?? reading.about?.orders ?? [],
    account: reading.requesters[0]?.integration ?? '',
    subject: reading.requesters[0]?.subject ?? '',
    lost: isLost(document, recipe, reading, context),
  };
}

export function candidates(step: Step): string[] {
  return candidatesOf(document, step, []).map(({ value }) => value);
}

/** The next page: what is read there, and the recipe once somebody said that it is right. */
export function next(recipe: Recipe, urls: string[]): { recipe: Recipe; person: string } | null {
  const alike = readAlike(document, recipe, urls, []);
  const address = alike?.reading.requesters[0]?.address;
  if (!alike || address === undefined) return null;
  return {
    recipe: refine(document, alike.recipe, [...urls, location.href], address),
    person: address,
  };
}
