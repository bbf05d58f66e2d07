import { isVisible } from '#lib/detect/dom.ts';
import { readAnswered } from '#lib/detect/answered.ts';
import { readPage, type Context, type Reading } from '#lib/detect/read.ts';
import { recipeById } from '#lib/sites/recipes.ts';
import { claimsOf, type Claim } from './claims.ts';
import { mutantsOf, type Mutant } from './mutants.ts';

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
  /** Whether reading left the page as it was. */
  isUntouched: boolean;
};

/** Reads a fixture by its own site's recipe, and puts recipe and reader to the proof on it. */
export function examine(
  document: Document,
  siteId: string,
  context: Context,
  { own, people }: { own: string[]; people: string[] },
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
  };
  return JSON.stringify(examination);
}
