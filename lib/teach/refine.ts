import { partsOf, piecesOf, readFirst } from '#lib/detect/dom.ts';
import { addressIn, addressKey } from '#lib/detect/person.ts';
import { readPage, type Reading } from '#lib/detect/read.ts';
import type { Recipe, Selector, Source, View } from '#lib/detect/recipe.ts';
import { addressOf } from '#lib/teach/page-address.ts';

/**
 * A recipe with a page more that it reads right (R15): its address is among those the recipe knows, and what led to
 * nothing or to somebody else there is left out, if anything else led to the person.
 * @param urls addresses of all pages it has read right, this one last
 * @param address whom this page is about, as somebody has said
 */
export function refine(document: Document, recipe: Recipe, urls: readonly string[], address: string): Recipe {
  const [view] = recipe.views;
  const page = addressOf(urls);
  if (!view?.sender || !page) return recipe;
  const key = addressKey(addressIn(address), recipe.channel);
  const bounds = { zones: recipe.exclude, url: urls.at(-1) ?? '' };
  const leads = (source: Source) =>
    addressKey(addressIn(readFirst(document, [source], bounds)), recipe.channel) === key;
  const proven = (view.confirm ?? []).filter((source) => leads(source)).map((source) => placeOf(source));
  const isProven = (at: Selector) => proven.some((place) => at === place || at.startsWith(`${place} out `));
  const kept = <T extends Source>(all: readonly T[]) => {
    const left = all.filter((source) => isProven(placeOf(source)));
    return left.length > 0 ? left : all;
  };
  const { sender } = view;
  const refined: View = {
    ...view,
    gate: { url: page.url },
    sender: {
      ...sender,
      at: kept(sender.at),
      address: kept(sender.address),
    },
    confirm: kept(view.confirm ?? []),
  };
  const { conversationInUrl: _, ...others } = recipe;
  const told = page.conversationInUrl;
  return { ...others, ...(told === undefined ? {} : { conversationInUrl: told }), views: [refined] };
}

/**
 * What a recipe reads on a page that may be of the same kind under another address: `/people/anna` after `/people/kuba`.
 * @returns the reading, and the recipe that gave it; null where the page is of another kind
 */
export function readAlike(
  document: Document,
  recipe: Recipe,
  urls: readonly string[],
  own: readonly string[],
): { reading: Reading; recipe: Recipe } | null {
  const url = document.location.href;
  const reading = readPage(document, recipe, { url, own });
  if (reading.view !== null) return { reading, recipe };
  const page = addressOf([...urls, url]);
  const [view] = recipe.views;
  if (!page || !view) return null;
  const wider: Recipe = { ...recipe, views: [{ ...view, gate: { url: page.url } }] };
  const read = readPage(document, wider, { url, own });
  return read.requesters.length > 0 ? { reading: read, recipe: wider } : null;
}

/** Where a source looks; all ways in which one place tells an address are proven by any of them. */
function placeOf(source: Source): Selector {
  return piecesOf(source).map((piece) => partsOf(piece).at)[0] ?? '';
}
