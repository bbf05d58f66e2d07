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

/** The first element of a selector; stops there, which counts on pages of ten thousand rows. */
export function findOne(root: ParentNode, selector: Selector, zones: readonly Selector[]): Element | null {
  if (selector === '' || selector === ':scope') return isElement(root) ? root : null;
  try {
    const first = root.querySelector(selector);
    const isOut = first === null || zones.length === 0 || first.closest(zones.join(',')) === null;
    return isOut ? first : (findAll(root, selector, zones)[0] ?? null);
  } catch {
    return null;
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
    const element = findOne(root, partsOf(source).at, zones);
    const value = element ? valueOf(element, source) : '';
    if (value !== '') return value;
  }
  return '';
}

/** Every value a source gives, cleaned, without the empty ones. */
export function readAll(root: ParentNode, source: Source, zones: readonly Selector[]): string[] {
  return findAll(root, partsOf(source).at, zones)
    .map((element) => valueOf(element, source))
    .filter((value) => value !== '');
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

function valueOf(element: Element, source: Source): string {
  const { attribute, pattern } = partsOf(source);
  const raw = (attribute === undefined ? element.textContent : element.getAttribute(attribute)) ?? '';
  const text = cleanText(raw.slice(0, 4000));
  return pattern === undefined ? text : cut(text, pattern);
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
