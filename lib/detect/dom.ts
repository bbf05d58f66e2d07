import { cleanText } from '#lib/model/text.ts';
import type { Selector, Source } from '#lib/detect/recipe.ts';

const compiled = new Map<string, RegExp>();

/** A recipe's pattern, compiled once. A bad one matches nothing: a page is never broken by a recipe. */
export function patternOf(text: string): RegExp {
  const known = compiled.get(text);
  if (known) return known;
  const made = compile(text);
  compiled.set(text, made);
  return made;
}

/** The elements of a selector below a root, in the page's order, outside of the zones; none for a bad selector. */
export function findAll(root: ParentNode, selector: Selector, zones: readonly Selector[]): Element[] {
  if (selector === '' || selector === ':scope') return isElement(root) ? [root] : [];
  try {
    const zone = zones.join(',');
    return [...root.querySelectorAll(selector)].filter(
      (element) => zone === '' || element.closest(zone) === null,
    );
  } catch {
    return [];
  }
}

/** What the first of the selectors that finds anything finds. */
export function findFirst(
  root: ParentNode,
  selectors: readonly Selector[],
  zones: readonly Selector[],
  counts: (element: Element) => boolean = () => true,
): Element[] {
  for (const selector of selectors) {
    const found = findAll(root, selector, zones).filter(counts);
    if (found.length > 0) return found;
  }
  return [];
}

/** The first value that one of the sources gives, cleaned; '' for none. */
export function readFirst(root: ParentNode, sources: readonly Source[], zones: readonly Selector[]): string {
  for (const source of sources) {
    const [value] = readAll(root, source, zones);
    if (value) return value;
  }
  return '';
}

/** Every value a source gives, cleaned, without the empty ones. */
export function readAll(root: ParentNode, source: Source, zones: readonly Selector[]): string[] {
  const { at, attribute, pattern } = partsOf(source);
  return findAll(root, at, zones)
    .map((element) => cleanText(rawOf(element, attribute).slice(0, 4000)))
    .map((text) => (pattern === undefined ? text : cut(text, pattern)))
    .filter((text) => text !== '');
}

/**
 * Whether a person can see an element: laid out, not hidden by style, and not parked left of the page, where
 * applications keep what they will show again. Messages that were open before stay in many pages (law 8).
 */
export function isVisible(element: Element): boolean {
  // The second word is what Chromium before 121 calls the first.
  if (!element.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true })) return false;
  const box = element.getBoundingClientRect();
  const scrolled = element.ownerDocument.defaultView?.scrollX ?? 0;
  return box.width > 0 && box.height > 0 && box.right + scrolled > 0;
}

/** The parts of a source, whichever of its three forms it has. */
export function partsOf(source: Source): { at: Selector; attribute?: string; pattern?: string } {
  if (typeof source === 'string') return { at: source };
  if (isPair(source)) return { at: source[0], attribute: source[1] };
  return source;
}

/** The group `value` of a pattern, '' where it does not match. */
export function cut(text: string, pattern: string): string {
  return cleanText(patternOf(pattern).exec(text)?.groups?.value ?? '');
}

function rawOf(element: Element, attribute: string | undefined): string {
  return (attribute === undefined ? element.textContent : element.getAttribute(attribute)) ?? '';
}

function compile(text: string): RegExp {
  try {
    return new RegExp(text, 'u');
  } catch {
    return /(?!)/u;
  }
}

function isPair(source: Exclude<Source, string>): source is readonly [Selector, string] {
  return Array.isArray(source);
}

function isElement(node: ParentNode): node is Element {
  return node.nodeType === 1;
}
