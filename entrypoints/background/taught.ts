import type { Recipe } from '#lib/detect/recipe.ts';
import { originOf, readTaught } from '#lib/teach/taught-recipe.ts';

type Kept = { id: string; text: string };

/** Begins the id of the site of every taught recipe: `taught-<id of its record>`. */
const SITE = 'taught-';
/** Texts that were checked, with what came of it: every page of a host asks for them. */
const checked = new Map<string, { recipe: Recipe; origin: string } | null>();
const MOST = 500;
let ask: () => Promise<Kept[]> = () => Promise.resolve([]);

/** To be called in the worker's first turn. @param used the recipes that this device reads by, unchecked */
export function setUpTaught(used: () => Promise<Kept[]>): void {
  ask = used;
}

/** The taught recipes of a page's host (R15), each checked anew wherever it came from; bad and newer ones are left out. */
export async function taughtAt(url: string): Promise<Recipe[]> {
  const origin = URL.parse(url)?.origin ?? '';
  const kept = await ask().catch(() => []); // without the book pages are read by what is built in
  return kept.flatMap(({ id, text }) => {
    const read = check(text);
    return read?.origin === origin ? [{ ...read.recipe, site: `${SITE}${id}` }] : [];
  });
}

/** The id of a taught recipe by its site's; null for one that is built in. */
export function taughtId(site: string): string | null {
  return site.startsWith(SITE) ? site.slice(SITE.length) : null;
}

function check(text: string) {
  const known = checked.get(text);
  if (known !== undefined) return known;
  const read = readTaught(text);
  const made = 'recipe' in read ? { recipe: read.recipe, origin: originOf(read.recipe) } : null;
  if (checked.size > MOST) checked.clear();
  checked.set(text, made);
  return made;
}
