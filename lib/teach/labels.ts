import { labelOf } from '#lib/detect/anchor.ts';
import type { Selector } from '#lib/detect/recipe.ts';
import { chainOf, means, wayDown } from '#lib/teach/in-sight.ts';

/** A way to an element by the words beside it. `label`: the element that bears the words. */
export type ByLabel = { anchor: Selector; label: Element };

const LEVELS = 4;
const NEXT = 3;

/**
 * Anchors of an element by the labels before it: the element's own beginning ("E-mail: ..."), the words its parents
 * begin with, what stands before it or before what holds it (R15). Only such as mean this element alone.
 */
export function byLabels(
  element: Element,
  values: readonly string[],
  zones: readonly Selector[],
  isStrict = false,
): ByLabel[] {
  const found: ByLabel[] = [];
  for (const at of chainOf(element).slice(0, LEVELS)) {
    for (const label of labelsBefore(at, element, values)) {
      if (isStrict && !isPlainly(label)) continue;
      const anchor = wayFrom(label, element, zones);
      if (anchor !== null) found.push({ anchor, label });
    }
    if (found.length > 0) break;
  }
  return found.slice(0, 2);
}

/** Elements that bear a label and stand before `at`, the nearest first. */
function labelsBefore(at: Element, target: Element, values: readonly string[]): Element[] {
  const own = hasOwnWords(at) && (at !== target || sayMore(at)) ? [at] : [];
  const before: Element[] = [];
  let sibling = at.previousElementSibling;
  for (let step = 0; sibling && step < NEXT; sibling = sibling.previousElementSibling) {
    if (sibling.hasAttribute('data-carnet')) continue;
    step += 1;
    const leaves = [sibling, ...sibling.querySelectorAll('*')].slice(0, 20);
    before.push(...leaves.filter((leaf) => isLabel(leaf, values)).slice(-1));
    if (before.length > 0) break; // what stands between belongs to that label
  }
  return [...own.filter((one) => isLabel(one, values)), ...before];
}

/** `Customer: <b>Anna</b>`: words of its own before what is in it. */
function hasOwnWords(element: Element): boolean {
  const first = [...element.childNodes].find((node) => node.nodeValue?.trim() !== '');
  return first?.nodeType === 3 && /[:：]/u.test(first.nodeValue ?? '');
}

function sayMore(element: Element): boolean {
  return /[:：]\s*\S/u.test(element.textContent.trim());
}

/** Words that name what follows: short, and nobody's data. A heading or a link names what it stands for itself. */
function isLabel(element: Element, values: readonly string[]): boolean {
  const words = labelOf(element);
  const hasColon = /[:：]\s*$/u.test(element.textContent.slice(0, 80));
  return (
    /^\p{L}[\p{L} .'’/-]{1,39}$/u.test(words) &&
    words.split(' ').length <= 4 &&
    !values.some((value) => isPartOf(words, value.toLowerCase())) &&
    !/^(?:script|style|option|button|textarea)$/u.test(element.localName) &&
    (hasColon || !/^(?:h[1-6]|a)$/u.test(element.localName))
  );
}

/** A label for sure: by its colon or its kind. Other words may be the row of a list that stands before. */
function isPlainly(label: Element): boolean {
  const isOfKind = /^(?:dt|th|label|legend|strong|b)$/u.test(label.localName);
  return isOfKind || /[:：]/u.test(label.textContent.slice(0, 80));
}

/** A value may itself have a label before it: "Buyer: jank84". */
function isPartOf(words: string, value: string): boolean {
  return words === value || (words.length > 3 && value.startsWith(`${words} `));
}

function wayFrom(label: Element, target: Element, zones: readonly Selector[]): Selector | null {
  const start = `@${label.localName}:label("${labelOf(label)}")`;
  const chain = chainOf(label);
  for (let up = 0; up < LEVELS; up += 1) {
    const base = chain[up];
    if (!base) return null;
    const climb = up === 0 ? '' : ` up ${up}`;
    if (base.contains(target)) return tryWays(`${start}${climb}`, base, target, zones);
    let next = base.nextElementSibling;
    for (let step = 1; next && step <= NEXT; next = next.nextElementSibling) {
      if (next.hasAttribute('data-carnet')) continue;
      if (next.contains(target)) return tryWays(`${start}${climb} next ${step}`, next, target, zones);
      step += 1;
    }
  }
  return null;
}

/** The shortest way on from the element beside a label: itself, the only one of its kind in it, or by places. */
function tryWays(start: string, base: Element, target: Element, zones: readonly Selector[]): Selector | null {
  const down = wayDown(base, target);
  const ways = base === target ? [''] : [` find ${target.localName}`, ...(down ? [` find ${down}`] : [])];
  return ways.map((way) => `${start}${way}`).find((anchor) => means(anchor, target, zones)) ?? null;
}
