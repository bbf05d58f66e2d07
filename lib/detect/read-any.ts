import { within } from '#lib/detect/dom.ts';
import { readAnswered } from '#lib/detect/answered.ts';
import { holds } from '#lib/detect/gate.ts';
import { NOTHING, readPage, type Context, type Reading } from '#lib/detect/read.ts';
import type { Recipe } from '#lib/detect/recipe.ts';

/** What a page shows, and by which recipe it was read; null where none fits. */
export type ReadBy = { reading: Reading; recipe: Recipe | null };

/** Milliseconds after which reading a page is given up. */
const LONGEST = 250;

const NOBODY: ReadBy = { reading: NOTHING, recipe: null };

/**
 * Reads a page by whichever of the recipes fits: on a host of nobody in particular the page itself tells which
 * application it is. Whoever writes a message may imitate another application in it: what stands where a recipe that is at
 * home here reads nothing, is believed by no other. Where two are left that show different people, nobody is offered.
 * Pages that somebody taught are read by what was taught alone, or by nothing (R15).
 * @param tooSlow told of a recipe that was given up on this page
 */
export function readAny(
  document: Document,
  recipes: readonly Recipe[],
  context: Context,
  tooSlow: (recipe: Recipe) => void = () => {},
): ReadBy {
  const taught = recipes.filter((one) => one.grade === 'taught' && isHere(document, one, context.url));
  if (taught.length > 0 && taught.length < recipes.length) return readAny(document, taught, context, tooSlow);
  const read = recipes.flatMap((recipe): ReadBy[] => {
    const reading = within(LONGEST, () => readOne(document, recipe, context));
    if (!reading) tooSlow(recipe);
    return reading && reading.view !== null ? [{ reading, recipe }] : [];
  });
  const [only] = read;
  if (!only || recipes.length === 1) return only ?? NOBODY;
  const atHome = recipes.filter((recipe) => isHere(document, recipe, context.url));
  const believed = read.filter(
    ({ reading, recipe }) => !atHome.some((one) => one !== recipe && isIn(reading, one)),
  );
  const naming = believed.filter(({ reading }) => reading.requesters.length > 0);
  const people = new Set(naming.map(({ reading: { requesters } }) => JSON.stringify(requesters[0]?.address)));
  return people.size > 1 ? NOBODY : (naming[0] ?? believed[0] ?? NOBODY);
}

function readOne(document: Document, recipe: Recipe, context: Context): Reading {
  const reading = readPage(document, recipe, context);
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
