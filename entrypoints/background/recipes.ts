import { browser } from 'wxt/browser';
import type { Recipe } from '#lib/detect/recipe.ts';
import type { KnownRecipes } from '#lib/sites/known.ts';

/** What was fetched, for as long as the worker lives. */
const fetched = new Map<string, Promise<unknown>>();

/** A recipe that is built in; null where there is none of this id. The build has checked it. */
export async function recipeOf(id: string): Promise<Recipe | null> {
  const known = (await file('index')) as KnownRecipes;
  return Object.hasOwn(known, id) ? ((await file(id)) as Recipe) : null;
}

async function file(name: string): Promise<unknown> {
  const asked = fetched.get(name) ?? read(name);
  fetched.set(name, asked);
  // An answer that failed is no answer: the next page asks again.
  asked.catch(() => fetched.delete(name));
  return await asked;
}

async function read(name: string): Promise<unknown> {
  const answer = await fetch(browser.runtime.getURL(`/recipes/${name}.json` as never));
  return await answer.json();
}
