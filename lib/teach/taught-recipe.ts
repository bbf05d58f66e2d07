import { RECIPE_FORMAT, type Recipe, type Source } from '#lib/detect/recipe.ts';
import { parseRecipe } from '#lib/detect/recipe-schema.ts';
import { AFTER_LABEL, EMAIL, LOGIN, MAILTO, NO_ROUTE, PHONE } from '#lib/teach/patterns.ts';

/**
 * Checks a recipe that somebody taught, wherever it comes from: a colleague, a file, a page's own script (R15). Beside
 * what holds for every recipe, it may only say what pointing can say: selectors of a plain kind, which no page makes
 * slow, a few patterns for values, addresses of one host. So a hostile one can at worst read a wrong place of that host.
 */

/** Why a recipe is refused: from a newer version of Carnet, too long, or not what pointing could have made. */
export type Refused = 'recipe_newer' | 'recipe_large' | 'recipe_bad';

export const MOST_TEXT = 18_000;

const PART = String.raw`(?:[a-z][a-z0-9-]{0,30})?(?:\[[a-z][a-z-]{0,40}(?:[*^]?="[^"\\[\]]{1,80}")?\]){0,3}(?::nth-of-type\(\d{1,3}\))?`;
const CSS = String.raw`(?::scope > )?${PART}(?: (?:> )?${PART}){0,8}`;
const SELECTOR = new RegExp(`^${CSS}$`, 'u');
const ANCHOR = new RegExp(
  String.raw`^@${CSS}(?::label\("[^"\\]{1,60}"\))?(?: up [1-9])?(?: next [1-9])?(?: find ${CSS})?(?: out [1-9])?$`,
  'u',
);
const VALUES = new Set([EMAIL, MAILTO, AFTER_LABEL, LOGIN, PHONE]);
const ORIGIN = /^\^(?<origin>https?:\/\/(?:[\w-]|\\\.)+(?::\d{1,5})?)(?=[/(]|$)/u;
/** What stands in a pattern of addresses, piece by piece; none of it can be matched in two ways. */
const PIECE =
  /^(?:\[\^\/\?#\]\+(?=[/)(]|$)|\[\^&#\]\+(?=\))|\(\?:\[[?#&/]{2}\]\|\$\)|\[\?&\]|\(\?<value>|\)|\/\?(?=\()|#!\?|\\[.*+?^${}()|[\]\\]|[\w/:=~%@,;!'"&-])/u;

/** @returns the recipe, or why it is refused */
export function readTaught(text: string): { recipe: Recipe } | { refused: Refused } {
  if (text.length > MOST_TEXT) return { refused: 'recipe_large' };
  const value = parse(text);
  if (formatOf(value) > RECIPE_FORMAT) return { refused: 'recipe_newer' };
  try {
    const recipe = parseRecipe(value);
    return isPlain(recipe) ? { recipe } : { refused: 'recipe_bad' };
  } catch {
    return { refused: 'recipe_bad' };
  }
}

/** The origin whose pages a taught recipe reads: `https://desk.example:8443`. */
export function originOf({ views }: Recipe): string {
  const found = ORIGIN.exec(views[0]?.gate.url?.[0] ?? '')?.groups?.origin ?? '';
  return found.replaceAll('\\', '');
}

function isPlain(recipe: Recipe): boolean {
  const { views, nobody, exclude, grade, conversationInUrl: told } = recipe;
  const [view, ...others] = views;
  if (!view || others.length > 0 || grade !== 'taught' || nobody.length > 0) return false;
  if (recipe.lists ?? recipe.answering ?? recipe.reply) return false;
  const { gate, sender, messages, confirm = [], own = [], account = [], orders = [], subject = [] } = view;
  const rare = view.replyTo ?? view.recipients ?? view.conversation ?? view.picture ?? view.also;
  if (!sender || rare || gate.has || gate.hasNot || gate.notUrl || originOf(recipe) === '') return false;
  const sources = [...sender.address, ...sender.name, ...confirm, ...own, ...account, ...orders, ...subject];
  const anchors = [...sender.at, ...messages, ...view.chip.map(({ at }) => at)];
  return (
    sources.length + anchors.length < 80 &&
    sources.every((source) => isPlainSource(source)) &&
    anchors.every((anchor) => isPlainSelector(anchor)) &&
    [...exclude, ...(view.body ?? [])].every((zone) => zone !== '' && SELECTOR.test(zone)) &&
    [...(gate.url ?? []), ...(told === undefined ? [] : [told])].every((pattern) => isPlainPattern(pattern))
  );
}

function isPlainSource(source: Source): boolean {
  if (typeof source === 'string') return isPlainSelector(source);
  if ('url' in source) return false;
  if (Array.isArray(source)) return isPlainSelector(String(source[0]));
  const { at, pattern } = source as Extract<Source, { at: string }>;
  return isPlainSelector(at) && VALUES.has(pattern);
}

function isPlainSelector(selector: string): boolean {
  return selector === '' || ANCHOR.test(selector);
}

function isPlainPattern(pattern: string): boolean {
  if (pattern === NO_ROUTE) return true;
  let rest = pattern.replace(/^\^/u, '');
  for (let pieces = 0; rest !== '' && pieces < 400; pieces += 1) {
    const piece = PIECE.exec(rest)?.[0] ?? '';
    if (piece === '') return false;
    rest = rest.slice(piece.length);
  }
  return rest === '' && pattern.split(']+').length <= 13;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function formatOf(value: unknown): number {
  const format: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'format') : 0;
  return typeof format === 'number' ? format : 0;
}
