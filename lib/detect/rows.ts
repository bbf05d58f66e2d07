import { findAll, partsOf, piecesOf, readAll } from '#lib/detect/dom.ts';
import { holds } from '#lib/detect/gate.ts';
import { addressIn, peopleIn, type Person } from '#lib/detect/person.ts';
import { ownness, type Anchor, type Context, type IsOwn } from '#lib/detect/read.ts';
import type { List, Recipe } from '#lib/detect/recipe.ts';

/** A list of conversations that a page shows now, and what is needed to read its rows (R8). */
export type ShownList = { list: List; recipe: Recipe; url: string; isOwn: IsOwn };

/** The list of a recipe that is shown here; null where there is none. */
export function listIn(document: Document, recipe: Recipe, { url, own }: Context): ShownList | null {
  const list = recipe.lists?.find(({ gate }) => holds(document, gate, recipe, url));
  if (!list) return null;
  let known: IsOwn | undefined;
  const makeOwn = () => {
    const account = recipe.views
      .flatMap((view) => view.own ?? [])
      .flatMap((source) => readAll(document, source, { zones: recipe.exclude, url }));
    return ownness([...own, ...account.map(addressIn)]);
  };
  // Own accounts are looked for in the whole page: only once a row shows anybody.
  return { list, recipe, url, isOwn: (key) => (known ??= makeOwn())(key) };
}

/**
 * The rows of a list, in the page's order: all of them, so nothing is asked of each. As the browser's own list, not as an
 * array: of ten thousand rows only those that are looked at are brought into the script.
 */
export function rowsOf(document: Document, { list }: ShownList): ArrayLike<Element> {
  try {
    return document.querySelectorAll(list.rows);
  } catch {
    return []; // a selector of a recipe that a newer browser would know
  }
}

/**
 * Whom a row is from; null for the team itself, for several people, and where the row does not say. Lists lie in zones
 * that are excluded elsewhere: what counts here is that the row is no part of what somebody wrote.
 */
export function personIn(row: Element, { list, recipe, url, isOwn }: ShownList): Person | null {
  const bodies = recipe.views.flatMap(({ body }) => body ?? []).join(',');
  if (bodies !== '' && row.closest(bodies)) return null;
  const people = peopleIn(row, list.sender, recipe.channel, { zones: [], url });
  const others = people.filter(({ key }) => !isOwn(key));
  const [first] = others;
  return first && others.every(({ key }) => key === first.key) ? first : null;
}

/** Where the mark of a row stands; null where its place is not there. */
export function markPlace(row: Element, { list: { mark } }: ShownList): Anchor | null {
  const [element] = findAll(row, mark.at, []);
  return element ? { element, where: mark.where } : null;
}

/** The attributes that people of rows are read from: where one changes, the row may be another's. */
export function attributesOfRows(recipes: readonly Recipe[]): string[] {
  const named = recipes
    .flatMap(({ lists = [] }) => lists.flatMap(({ sender }) => [...sender.address, ...sender.name]))
    .flatMap((source) => piecesOf(source))
    .map((piece) => partsOf(piece).attribute);
  return [...new Set(named.filter((name) => name !== undefined))];
}
