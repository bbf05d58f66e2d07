import { findAll, isVisible } from '#lib/detect/dom.ts';
import type { Selector } from '#lib/detect/recipe.ts';

/** Levels that a way down may go: further it says little. */
const DEEPEST = 6;

/** Whether a selector, seen from the whole page, means this one element and no other that is in sight. */
export function means(selector: Selector, element: Element, zones: readonly Selector[]): boolean {
  const found = findAll(element.ownerDocument, selector, zones);
  return (
    found.length > 0 &&
    found.length < 50 &&
    found.every((one) => one === element || !isVisible(one)) &&
    found.includes(element)
  );
}

/** An element and all it stands in, the nearest first, up to but without the body. */
export function chainOf(element: Element): Element[] {
  const chain: Element[] = [];
  const { body } = element.ownerDocument;
  for (let at: Element | null = element; at && at !== body; at = at.parentElement) chain.push(at);
  return chain;
}

/** The smallest element that holds all of these. */
export function commonOf(elements: readonly Element[]): Element | null {
  const [first, ...others] = elements;
  let at: Element | null = first ?? null;
  while (at && !others.every((other) => at?.contains(other))) at = at.parentElement;
  return at;
}

/** The way down from an element to one in it by kinds and places: `:scope > div:nth-of-type(2) > a`. */
export function wayDown(from: Element, to: Element): string | null {
  const steps = chainOf(to);
  const end = steps.indexOf(from);
  if (end < 0 || end > DEEPEST) return null;
  const ways = steps.slice(0, end).toReversed().map(stepOf);
  return ways.includes(null) ? null : [':scope', ...ways].join(' > ');
}

function stepOf(element: Element): string | null {
  const tag = element.localName;
  if (!/^[a-z][a-z0-9-]*$/u.test(tag)) return null;
  const alike = [...(element.parentElement?.children ?? [])].filter(({ localName }) => localName === tag);
  if (alike.length === 1) return tag;
  // Rows of a list are one record each: none of them is a place.
  return /^(?:tr|li|article)$/u.test(tag) ? null : `${tag}:nth-of-type(${alike.indexOf(element) + 1})`;
}
