import { within } from '#lib/detect/dom.ts';
import { readAnswered } from '#lib/detect/answered.ts';
import { holds } from '#lib/detect/gate.ts';
import { NOTHING, readPage, type Context, type Reading } from '#lib/detect/read.ts';
import type { Recipe } from '#lib/detect/recipe.ts';

/** What a page shows, and by which recipe it was read; null where none fits. */
export type ReadBy = { reading: Reading; recipe: Recipe | null };

/** Milliseconds after which reading a page by what somebody taught is given up. What is built in is proven to be quick. */
const LONGEST = 250;

const NOBODY: ReadBy = { reading: NOTHING, recipe: null };

/**
 * Reads a page by whichever of the recipes fits: on a host of nobody in particular the page itself tells which
 * application it is. Whoever writes a message may imitate another application in it: what stands where a recipe that is at
 * home here reads nothing, is believed by no other. Where two are left that show different people, nobody is offered.
 * Pages that somebody taught are read by what was taught alone, or by nothing (R15).
 * @param tooSlow told of a taught recipe that was given up this time
 */
export function readAny(
  document: Document,
  recipes: readonly Recipe[],
  context: Context,
  tooSlow: (recipe: Recipe) => void = () => {},
): ReadBy {
  const held = <T>(recipe: Recipe, run: () => T): T | null => {
    const found = within(recipe.grade === 'taught' ? LONGEST : Number.POSITIVE_INFINITY, run);
    if (found === null) tooSlow(recipe);
    return found;
  };
  // The page's own layout may be due, and is no fault of a recipe.
  if (recipes.some(({ grade }) => grade === 'taught')) document.documentElement.getBoundingClientRect();
  const atHome: Recipe[] = [];
  const tried = recipes.filter((recipe) => {
    const isAtHome = recipes.length === 1 || held(recipe, () => isHere(document, recipe, context.url));
    if (isAtHome) atHome.push(recipe);
    return isAtHome !== null;
  });
  const taught = atHome.filter(({ grade }) => grade === 'taught');
  const read = (taught.length > 0 ? taught : tried).flatMap((recipe): ReadBy[] => {
    const reading = held(recipe, () => readOne(document, recipe, context, atHome.includes(recipe)));
    return reading && reading.view !== null ? [{ reading, recipe }] : [];
  });
  return believed(read, atHome);
}

/** The one of what several recipes read that is believed. @param atHome recipes whose application the page is */
function believed(read: ReadBy[], atHome: readonly Recipe[]): ReadBy {
  const [only] = read;
  if (!only || (read.length === 1 && atHome.length < 2)) return only ?? NOBODY;
  const standing = read.filter(
    ({ reading, recipe }) => !atHome.some((one) => one !== recipe && isIn(reading, one)),
  );
  const naming = standing.filter(({ reading }) => reading.requesters.length > 0);
  const people = new Set(naming.map(({ reading: { requesters } }) => requesters[0]?.address));
  return people.size > 1 ? NOBODY : (naming[0] ?? standing[0] ?? NOBODY);
}

/** @param isAtHome whether any of the recipe's views is here: those of ten others need not be tried again */
function readOne(document: Document, recipe: Recipe, context: Context, isAtHome: boolean): Reading {
  const reading = isAtHome ? readPage(document, recipe, context) : NOTHING;
  return reading.view === null ? readAnswered(document, recipe, context) : reading;
}

/** Whether a page is of a recipe's application, even if it shows nobody there. */
function isHere(document: Document, recipe: Recipe, url: string): boolean {
  return recipe.views.some(({ gate }) => holds(document, gate, recipe, url));
}

/** Whether what was read stands in what a recipe leaves out: a body, a list, a composer. */
function isIn({ evidence, messages }: Reading, { exclude, views }: Recipe): boolean {
  const zones = [...exclude, ...views.flatMap(({ body = [] }) => body)].join(',');
  if (zones === '') return false;
  try {
    return [...evidence, ...messages].some((element) => element.closest(zones));
  } catch {
    return false; // a selector of a recipe that a newer browser would know
  }
}
