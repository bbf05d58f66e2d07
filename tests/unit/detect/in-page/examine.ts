import { isVisible } from '#lib/detect/dom.ts';
import { readAnswered } from '#lib/detect/answered.ts';
import { readAny } from '#lib/detect/read-any.ts';
import { readPage, type Context, type Reading } from '#lib/detect/read.ts';
import type { Recipe } from '#lib/detect/recipe.ts';
import { recipeById } from '#lib/sites/recipes.ts';
import { claimsOf, type Claim } from './claims.ts';
import { bodiesOf, mutantsOf, strange, type Mutant } from './mutants.ts';

export type Examination = {
  requesters: Reading['requesters'];
  about: Reading['about'];
  /** Whom the answer goes to that is being written there, as `Name <address>`. */
  answered: string[];
  /** Whether the chip would stand where it can be seen. */
  chips: boolean[];
  /** Whether what would be covered of a blocked contact's message (B52) is in sight. */
  bodies: boolean[];
  /** Whether the view that is read names bodies. */
  namesBodies: boolean;
  claims: Claim[];
  mutants: Mutant[];
  /** Whom all recipes of the host read where every message holds the pages of all other sites. */
  impostors: string[];
  /** Whether reading left the page as it was. */
  isUntouched: boolean;
};

type Given = {
  own: string[];
  people: string[];
  /** Recipes that are tried on the same host, and whole pages of theirs that show a stranger. */
  neighbours: string[];
  imitations: string[];
};

/** A page of a site as somebody would write it into a message, to be taken for that site. */
export function imitationOf(document: Document, names: string[]): string {
  return strange(document.body, names).innerHTML;
}

/** Reads a fixture by its own site's recipe, and puts recipe and reader to the proof on it. */
export function examine(
  document: Document,
  siteId: string,
  context: Context,
  { own, people, neighbours, imitations }: Given,
): string {
  const recipe = recipeById(siteId);
  if (!recipe) throw new Error(`There is no recipe ${siteId}.`);
  const before = document.documentElement.outerHTML;
  const { view, requesters, about, anchors, bodies } = readPage(document, recipe, context);
  const names = requesters.flatMap(({ name, address }) => [address, name]).filter((text) => text !== '');
  const examination: Examination = {
    requesters,
    about,
    answered: readAnswered(document, recipe, context).requesters.map(
      ({ name, address }) => `${name} <${address}>`,
    ),
    chips: anchors.map((anchor) => anchor !== null && isVisible(anchor.element)),
    bodies: bodies.map((body) => body !== null && isVisible(body)),
    namesBodies: recipe.views.some(({ id, body }) => id === view && body !== undefined),
    isUntouched: before === document.documentElement.outerHTML,
    claims: claimsOf(document, recipe, context.url),
    mutants: mutantsOf(document, recipe, {
      context: { ...context, own: [...context.own, ...own] },
      names,
      people: [...names, ...context.own, ...own, ...people],
    }),
    impostors: readAmong(document, { recipe, context, neighbours, imitations }),
  };
  return JSON.stringify(examination);
}

type Among = { recipe: Recipe; context: Context } & Pick<Given, 'neighbours' | 'imitations'>;

function readAmong(document: Document, { recipe, context, neighbours, imitations }: Among): string[] {
  const all = [recipe, ...neighbours.flatMap((id) => (id === recipe.site ? [] : (recipeById(id) ?? [])))];
  const original = document.body;
  const changed = original.cloneNode(true) as HTMLElement;
  original.replaceWith(changed);
  for (const body of document.querySelectorAll(bodiesOf(recipe)))
    for (const imitation of imitations) {
      const box = document.createElement('div');
      box.innerHTML = imitation;
      body.append(box);
    }
  const orders = [all, all.toReversed()];
  const read = orders.map(
    (recipes) => readAny(document, recipes, context).reading.requesters[0]?.address ?? '',
  );
  changed.replaceWith(original);
  return read;
}
