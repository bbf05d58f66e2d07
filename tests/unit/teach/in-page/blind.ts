import { isVisible } from '#lib/detect/dom.ts';
import { addressIn, addressKey, personOf } from '#lib/detect/person.ts';
import { readPage, type Context, type Reading } from '#lib/detect/read.ts';
import type { Recipe } from '#lib/detect/recipe.ts';
import { recipeById } from '#lib/sites/recipes.ts';
import { buildRecipe, valueAt, type Picks, type Step } from '#lib/teach/build.ts';
import { meantBy } from '#lib/teach/meant.ts';
import { readAlike, refine } from '#lib/teach/refine.ts';

/** Whom a page shows, as the fixture says. */
export type Wanted = { name: string; address: string };
/** What came of pointing: a recipe, or why there is none; `unseen`: what is wanted can be pointed at nowhere. */
export type Taught = { recipe: Recipe } | { trouble: string };

/**
 * Teaches a saved page as somebody would who knows whom it shows: points at an element that holds the name, at one that
 * holds the address, and at the message's text where the picker asks for it. What the site's own recipe knows is used
 * for one thing alone, to tell the person's own lines from others that say the same.
 */
export function teachBlind(site: string, context: Context, wanted: Wanted, withBody: boolean): string {
  const builtIn = recipeById(site);
  if (!builtIn) throw new Error(`There is no recipe ${site}.`);
  const reading = readPage(document, builtIn, context);
  const near = nearness(reading);
  const places = pointables(builtIn);
  const address = pointFor('address', places, near, (value) => isAlike(value, wanted.address));
  if (!address) return JSON.stringify({ trouble: 'unseen' } satisfies Taught);
  const said = (value: string) =>
    wanted.name !== '' &&
    personOf({ address: wanted.address, name: value }, 'email', document.body)?.name === wanted.name;
  const name = pointFor('name', places, near, said) ?? address;
  const picks: Picks = { name, address };
  const body = bodyOf(reading);
  if (withBody && body) picks.body = body;
  let built = buildRecipe(document, picks, [context.url]);
  if ('trouble' in built && built.trouble === 'needs_zone' && body)
    built = buildRecipe(document, { ...picks, body }, [context.url]);
  const made: Taught = 'recipe' in built ? built : { trouble: `${built.trouble} (${built.at})` };
  return JSON.stringify(made);
}

export type Lesson = { id: string; recipe: Recipe; urls: string[] };

/** The next message in each lesson: where it is read right somebody says so, and the recipe has learnt from it. */
export function goOn(lessons: Lesson[], context: Context, { address }: Wanted): string {
  return JSON.stringify(
    lessons.map(({ id, recipe, urls }): Lesson => {
      const alike = readAlike(document, recipe, urls, context.own);
      const shown = alike?.reading.requesters[0]?.address;
      if (!alike || shown === undefined || !isAlike(shown, address)) return { id, recipe, urls };
      const all = [...urls, context.url];
      return { id, recipe: refine(document, alike.recipe, all, shown), urls: all };
    }),
  );
}

/** Whom each lesson's recipe shows on a page; '' for nobody. */
export function showBlind(lessons: Lesson[], context: Context): string {
  return JSON.stringify(
    lessons.map(({ recipe }) => readPage(document, recipe, context).requesters[0]?.address ?? ''),
  );
}

export function isAlike(one: string, other: string): boolean {
  const key = (text: string) => addressKey(addressIn(text), 'email') ?? text.trim().toLowerCase();
  return key(one) === key(other);
}

type Near = (element: Element) => number;

/** The person's own lines first, then the message, then the page; of those what says little beside. */
function nearness({ evidence: [person], messages: [message] }: Reading): Near {
  return (element) => (person?.contains(element) ? 0 : message?.contains(element) ? 1 : 2);
}

/** What can be aimed at: what is in sight and says something itself, outside of what the site's recipe never reads. */
function pointables({ exclude }: Recipe): Element[] {
  const zones = exclude.join(',') || 'never';
  return [...document.body.querySelectorAll('*')].filter(
    (element) =>
      (saysSomething(element) || isField(element)) && element.closest(zones) === null && isVisible(element),
  );
}

function saysSomething({ childNodes }: Element): boolean {
  return [...childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim() !== '');
}

function isField({ localName }: Element): boolean {
  return /^(?:img|input|svg)$/u.test(localName);
}

function pointFor(
  step: Step,
  places: readonly Element[],
  near: Near,
  isWanted: (value: string) => boolean,
): Element | null {
  let best: { meant: Element; cost: number } | null = null;
  for (const place of places) {
    const meant = meantBy(step, place);
    const read = valueAt(step, meant);
    if ('trouble' in read || !isWanted(read.value)) continue;
    const one = {
      meant,
      cost: near(meant) + (meant === place ? 0 : 0.5) + Math.min(meant.textContent.length, 4000) / 10_000,
    };
    if (!best || one.cost < best.cost) best = one;
  }
  return best?.meant ?? null;
}

/** A click into the message's text. */
function bodyOf({ bodies: [body] }: Reading): Element | undefined {
  const inside = body ? [...body.querySelectorAll('*'), body] : [];
  const words = inside.find((element) => saysSomething(element) && isVisible(element));
  return words && meantBy('body', words);
}
