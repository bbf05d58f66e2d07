import type { Selector } from '#lib/detect/recipe.ts';
import { chainOf, means, wayDown } from '#lib/teach/in-sight.ts';
import { byLabels } from '#lib/teach/labels.ts';
import { givenNames, isBroad, isLandmark, namesOf } from '#lib/teach/stable.ts';

/**
 * A way to find an element again. `starts`: the elements it leans on below the page's root, which whatever it is looked
 * for in must hold. `kind`: `place` is the weakest, and only used where nothing else leads there.
 */
export type Anchor = { selector: Selector; kind: 'name' | 'label' | 'within' | 'place'; starts: Element[] };

const MOST = 4;
const DEEPEST = 5;

/** What is known beside the element: zones in which nothing is read, and values that are no labels. */
export type Around = {
  zones?: readonly Selector[];
  values?: readonly string[];
  /** It says who somebody is, and the customer's own text is in no zone: what anybody can write there leads nowhere. */
  isStrict?: boolean;
};

/**
 * Ways to find an element again, several kinds of them, the best first (R15): by its own name, by the label beside it,
 * by its kind within a part that has a name; by its place in such a part only where there is no other. Each means
 * this element alone. Empty: it could not be found again.
 */
export function anchorsOf(element: Element, said: string, around: Around = {}): Anchor[] {
  const { zones = [], values = [], isStrict = false } = around;
  const own = (isStrict ? givenNames(element, said) : namesOf(element, said))
    .map((name): Anchor => ({ selector: `@${name}`, kind: 'name', starts: [element] }))
    .filter(({ selector }) => means(selector, element, zones))
    .slice(0, 2);
  const labelled = byLabels(element, [said, ...values], zones, isStrict).map(({ anchor, label }): Anchor => ({
    selector: anchor,
    kind: 'label',
    starts: [label],
  }));
  const inParts = within(element, said, around);
  const strong = [...own.slice(0, 1), ...labelled.slice(0, 1), ...inParts, ...own.slice(1)];
  return (strong.length > 0 ? strong : byPlace(element, said, around)).slice(0, MOST);
}

/** Its own name, or its kind, within the nearest part that has a name. */
function within(element: Element, said: string, { zones = [], isStrict = false }: Around): Anchor[] {
  const names = [...namesOf(element, said), element.localName].filter((name) => /^[a-z[]/u.test(name));
  for (const part of chainOf(element).slice(1, 1 + DEEPEST))
    for (const named of partNames(part, said, isStrict))
      for (const name of names) {
        const selector = `@${named} ${name}`;
        if (means(selector, element, zones)) return [{ selector, kind: 'within', starts: [element] }];
      }
  return [];
}

/** Ways to an element from another one that is found by itself: up to what holds both, and down again. */
export function anchorsFrom(
  element: Element,
  from: Element,
  anchors: readonly Anchor[],
  zones: readonly Selector[],
): Anchor[] {
  const up = chainOf(from).findIndex((part) => part.contains(element));
  const common = chainOf(from)[up];
  const down = common && wayDown(common, element);
  if (!common || up < 1 || up > 9 || !down) return [];
  return anchors
    .filter(({ selector }) => !/ (?:up|next|find) /u.test(selector))
    .map(({ selector }): Anchor => ({
      selector: `${selector} up ${up} find ${down}`,
      kind: 'place',
      starts: [element],
    }))
    .filter(({ selector }) => means(selector, element, zones));
}

function byPlace(element: Element, said: string, { zones = [], isStrict = false }: Around): Anchor[] {
  for (const part of chainOf(element).slice(1, 1 + DEEPEST))
    for (const named of partNames(part, said, isStrict)) {
      const down = wayDown(part, element)?.replace(':scope', named);
      // The second of its kind may be the first one's neighbour with the next message, and anybody's words.
      if (isStrict && down?.includes(':nth')) continue;
      if (down !== undefined && means(`@${down}`, element, zones))
        return [{ selector: `@${down}`, kind: 'place', starts: [element] }];
    }
  return [];
}

function partNames(part: Element, said: string, isStrict: boolean): string[] {
  const names = namesOf(part, said);
  const landmark = isLandmark(part) ? [part.localName] : [];
  const all = [...new Set([...names, ...landmark])];
  return (isStrict ? all.filter((name) => !isBroad(name)) : all).slice(0, 4);
}

/**
 * Plain CSS for a zone: what is in it is never read. It may mean several parts alike, as each message of a thread; none
 * of those that must be read may be in one. Somebody points at a line of a letter, which is built otherwise the next time:
 * the zone is the widest part around it that bears a name and holds nothing that must be read, or else has a place.
 */
export function zoneOf(element: Element, mustBeRead: readonly Element[]): Selector | null {
  const isFree = (css: string) => mustBeRead.every((one) => one.closest(css) === null);
  const around = chainOf(element).filter((part) => mustBeRead.every((one) => !part.contains(one)));
  const named = around.toReversed().flatMap((part) => givenNames(part, '').slice(0, 4));
  const kinds = around.toReversed().flatMap((part) => namesOf(part, '').slice(0, 4));
  const places = around.toReversed().flatMap((part) => placesOf(part));
  return [...named, ...kinds, ...places].find((css) => isFree(css)) ?? null;
}

function placesOf(part: Element): string[] {
  return [...within(part, '', {}), ...byPlace(part, '', {})].map(({ selector }) => selector.slice(1));
}
