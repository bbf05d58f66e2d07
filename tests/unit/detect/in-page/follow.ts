import { watch } from '#lib/detect/watch.ts';
import { recipeById } from '#lib/sites/recipes.ts';

/** What a watcher said, and when, on the page's own clock. */
export type Said = { at: number; addresses: string[] | 'reading' };

const said: Said[] = [];
let looks = 0;
const ending = new AbortController();

/** Watches the page by a site's recipe and keeps what is said; counts how often the page is searched. */
export function follow(document: Document, site: string, own: string[]): void {
  const recipe = recipeById(site);
  if (!recipe) throw new Error(`There is no recipe ${site}.`);
  const search: unknown = Object.getOwnPropertyDescriptor(Document.prototype, 'querySelectorAll')?.value;
  if (typeof search !== 'function') throw new Error('A document cannot be searched here.');
  Document.prototype.querySelectorAll = function counted(this: Document, selectors: string) {
    looks += 1;
    return Reflect.apply(search, this, [selectors]) as NodeListOf<Element>;
  };
  const tell = (addresses: Said['addresses']) => said.push({ at: performance.now(), addresses });
  watch(document, {
    recipes: [recipe],
    own,
    signal: ending.signal,
    onReading: () => tell('reading'),
    onRead: ({ requesters }) => tell(requesters.map(({ address }) => address)),
  });
}

export const end = () => ending.abort();

export const told = () => JSON.stringify({ said, looks });
