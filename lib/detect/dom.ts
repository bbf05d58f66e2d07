import { cleanText } from '#lib/model/text.ts';
import { findAnchored, isAnchor } from '#lib/detect/anchor.ts';
import type { Piece, Selector, Source } from '#lib/detect/recipe.ts';

/** What holds for all that is looked for in a page. */
export type Bounds = {
  /** Zones in which nothing is read. */
  zones: readonly Selector[];
  /** The page's address. */
  url: string;
  /** Fields count as the page came, not as they were filled in since. */
  asItCame?: boolean;
  /** Elements that do not count. */
  without?: (element: Element) => boolean;
};

/** A value, and the source that gave it. */
export type Given = { value: string; source: Source };

/** Characters of one value, and lines, that are looked at. */
const LONGEST = 2000;
const MOST_LINES = 40;
const SHOW_ELEMENT = 1;
const SHOW_TEXT = 4;
const ACCEPT = 1;
const REJECT = 2;

let deadline = Number.POSITIVE_INFINITY;

/** Looking at a page took longer than it may. */
class TooSlow extends Error {}

/**
 * Runs what looks at a page for as long as it may: what is slow is given up between two looks, so that a recipe cannot
 * freeze a page. @returns null where it was given up
 */
export function within<T>(milliseconds: number, run: () => T): T | null {
  deadline = performance.now() + milliseconds;
  try {
    return run();
  } catch (problem) {
    if (problem instanceof TooSlow) return null;
    throw problem;
  } finally {
    deadline = Number.POSITIVE_INFINITY;
  }
}

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
  if (selector === '' || selector === ':scope') return [elementOf(root)];
  if (isAnchor(selector))
    return findAnchored(root, selector, {
      find: (at, css) => findAll(at, css, []),
      counts: (one) => (zones.length === 0 || one.closest(zones.join(',')) === null) && isVisible(one),
    });
  hurry();
  try {
    const zone = zones.join(',');
    return [...partOf(root, selector).querySelectorAll(selector)].filter(
      (element) => zone === '' || element.closest(zone) === null,
    );
  } catch {
    return [];
  }
}

/** The first element of a selector; stops there, which counts on pages of ten thousand rows. */
export function findOne(root: ParentNode, selector: Selector, zones: readonly Selector[]): Element | null {
  if (selector === '' || selector === ':scope') return elementOf(root);
  if (isAnchor(selector)) return findAll(root, selector, zones)[0] ?? null;
  hurry();
  try {
    const first = partOf(root, selector).querySelector(selector);
    const isOut = first === null || zones.length === 0 || first.closest(zones.join(',')) === null;
    return isOut ? first : (findAll(root, selector, zones)[0] ?? null);
  } catch {
    return null;
  }
}

/** Where a selector can find anything: of what stands in the head, not among the ten thousand rows below it. */
function partOf(root: ParentNode, selector: Selector): ParentNode {
  return isDocument(root) && /^head\s[^,]*$/u.test(selector) ? root.head : root;
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

/** The first value that one of the sources gives, cleaned; null for none. */
export function giveFirst(root: ParentNode, sources: readonly Source[], bounds: Bounds): Given | null {
  for (const source of sources) {
    const value = piecesOf(source)
      .map((piece) => readPiece(root, piece, bounds))
      .filter((text) => text !== '')
      .join(' ');
    if (value !== '') return { value, source };
  }
  return null;
}

/** The first value that one of the sources gives, cleaned; '' for none. */
export function readFirst(root: ParentNode, sources: readonly Source[], bounds: Bounds): string {
  return giveFirst(root, sources, bounds)?.value ?? '';
}

function readPiece(root: ParentNode, piece: Piece, bounds: Bounds): string {
  const { at } = partsOf(piece);
  const { zones, without } = bounds;
  const first = findOne(root, at, zones);
  const element = first && without?.(first) ? findAll(root, at, zones).find((one) => !without(one)) : first;
  return element ? valueOf(element, piece, bounds) : '';
}

/** Every value a source gives, cleaned, without the empty ones; of a joined one, the one value. */
export function readAll(root: ParentNode, source: Source, bounds: Bounds): string[] {
  if (isJoined(source)) return [readFirst(root, [source], bounds)].filter((value) => value !== '');
  const { zones, without } = bounds;
  return findAll(root, partsOf(source).at, zones)
    .filter((element) => !without?.(element))
    .map((element) => valueOf(element, source, bounds))
    .filter((value) => value !== '');
}

/**
 * Whether a person can see an element: laid out, not hidden by style, and not parked left of the page, where
 * applications keep what they will show again. Messages that were open before stay in many pages (law 8).
 */
export function isVisible(element: Element): boolean {
  // The page itself stands for a message where nothing in it does: however it is laid out, it is seen.
  if (element === element.ownerDocument.documentElement) return true;
  // The second word is what Chromium before 121 calls the first.
  if (!element.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true })) return false;
  const box = element.getBoundingClientRect();
  const scrolled = element.ownerDocument.defaultView?.scrollX ?? 0;
  return box.width > 0 && box.height > 0 && box.right + scrolled > 0;
}

type Parts = { at: Selector; attribute?: string; pattern?: string; url?: string };

/** What is read for a source, one after the other. */
export function piecesOf(source: Source): readonly Piece[] {
  return isJoined(source) ? source.join : [source];
}

/** The parts of a piece, whichever of its forms it has. One on the address alone stands at the element at hand. */
export function partsOf(source: Piece): Parts {
  if (typeof source === 'string') return { at: source };
  if (isPair(source)) return { at: source[0], attribute: source[1] };
  return 'url' in source ? { at: '', url: source.url } : source;
}

/** What an attribute says; of `value`, what a field holds now, which its attribute does not follow. */
export function attributeOf(element: Element, name: string, asItCame = false): string {
  const isLive = name === 'value' && !asItCame && /^(?:input|select|textarea)$/u.test(element.localName);
  return String((isLive ? Reflect.get(element, 'value') : element.getAttribute(name)) ?? '');
}

/** The group `value` of a pattern, '' where it does not match. */
export function cut(text: string, pattern: string): string {
  return cleanText(patternOf(pattern).exec(text.slice(0, LONGEST))?.groups?.value ?? '');
}

function hurry(): void {
  if (performance.now() > deadline) throw new TooSlow();
}

function valueOf(element: Element, source: Piece, { zones, url, asItCame }: Bounds): string {
  const { attribute, pattern, url: inAddress } = partsOf(source);
  if (pattern !== undefined) hurry();
  if (inAddress !== undefined) return decoded(cut(url, inAddress));
  if (attribute === undefined) {
    const lines = linesOf(element, zones)
      .map((line) => cleanText(line))
      .filter((line) => line !== '');
    return pattern === undefined ? cleanText(lines.join(' ')) : cut(lines.join('\n'), pattern);
  }
  const text = cleanText(attributeOf(element, attribute, asItCame).slice(0, LONGEST));
  return pattern === undefined ? text : cut(text, pattern);
}

/** The text of an element, a line for each that `<br>` ends, without what stands in zones: a tooltip, a note. */
function linesOf(element: Element, zones: readonly Selector[]): string[] {
  const zone = zones.length > 0 ? zones.join(',') : 'never';
  // A zone that is no selector: nothing can be told to be outside of it.
  if (!isSelector(element, zone)) return [];
  if (element.querySelector(`br,${zone}`) === null) return [element.textContent.slice(0, LONGEST)];
  const isRead = (node: Node) => (node instanceof Element && node.matches(zone) ? REJECT : ACCEPT);
  const nodes = element.ownerDocument.createTreeWalker(element, SHOW_ELEMENT + SHOW_TEXT, isRead);
  const lines = [''];
  for (let most = LONGEST; most > 0 && nodes.nextNode(); most -= 1) {
    const { nodeName, nodeValue } = nodes.currentNode;
    if (nodeName === 'BR') lines.push('');
    else lines.push((lines.pop() ?? '') + (nodeValue ?? '').slice(0, LONGEST));
  }
  return lines.slice(0, MOST_LINES);
}

function isSelector(element: Element, selector: string): boolean {
  try {
    return element.matches(selector) || true;
  } catch {
    return false;
  }
}

/** A part of an address as a person writes it. */
function decoded(text: string): string {
  try {
    return cleanText(decodeURIComponent(text));
  } catch {
    return text; // a lone percent sign
  }
}

function compile(text: string): RegExp {
  try {
    return new RegExp(text, 'u');
  } catch {
    return /(?!)/u;
  }
}

function isJoined(source: Source): source is { readonly join: readonly Piece[] } {
  return typeof source === 'object' && !Array.isArray(source) && 'join' in source;
}

function isPair(source: Exclude<Piece, string>): source is readonly [Selector, string] {
  return Array.isArray(source);
}

/** Of a whole document, its root: what '' stands for there. */
function elementOf(root: ParentNode): Element {
  return isDocument(root) ? root.documentElement : (root as Element);
}

function isDocument(node: ParentNode): node is Document {
  return node.nodeType === 9;
}
