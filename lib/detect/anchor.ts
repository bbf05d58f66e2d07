import { cleanText } from '#lib/model/text.ts';
import type { Selector } from '#lib/detect/recipe.ts';

/**
 * What CSS cannot say: "beside the label E-mail", "two levels above the link". Written where a selector stands (R15):
 *
 *     @dt:label("E-mail") next 1 find a     the link in what follows the dt that says "E-mail:"
 *     @[data-role="buyer"] up 2             two levels above what bears the attribute
 *     @a[href^="mailto:"] out 1             the element that holds the link
 *
 * In this order, each part but the first may be left out. Only what a person can see counts, at each step.
 */
const ANCHOR =
  /^@(?<css>.+?)(?::label\("(?<label>[^"]{1,60})"\))?(?: up (?<up>[1-9]))?(?: next (?<next>[1-9]))?(?: find (?<find>.+?))?(?: out (?<out>[1-9]))?$/u;

/** How a page is looked at: `find` what a CSS selector finds; `counts` what is in sight and outside of the zones. */
export type Look = {
  find: (root: ParentNode, css: string) => Element[];
  counts: (element: Element) => boolean;
};

export function isAnchor(selector: Selector): boolean {
  return selector.startsWith('@');
}

/** What an anchor finds, in the page's order, each element once; none for one that is not written as above. */
export function findAnchored(root: ParentNode, anchor: Selector, { find, counts }: Look): Element[] {
  const { css, label, up = 0, next = 0, find: below = '', out = 0 } = ANCHOR.exec(anchor)?.groups ?? {};
  if (css === undefined) return [];
  const starts = label === undefined ? find(root, css) : labelled(root, css, label);
  return [
    ...new Set(
      starts.filter(counts).flatMap((start) => {
        const at = walk(start, Number(up), Number(next));
        const found = at ? find(at, below).filter(counts) : [];
        return found.flatMap((element) => walk(element, Number(out), 0) ?? []);
      }),
    ),
  ];
}

/** Labels of a whole page that were looked for in this turn: one reading asks for each several times. */
const looked = new Map<string, Element[]>();

function labelled(root: ParentNode, css: string, label: string): Element[] {
  const folded = labelIn(label);
  const look = () => bearersOf(root, folded).filter((one) => fits(one, css) && labelOf(one) === folded);
  // Within a turn the page cannot change under its reader; before the next one all is forgotten.
  if (root.parentNode?.nodeType === 1) return look();
  if (looked.size === 0) queueMicrotask(() => looked.clear());
  const key = `${css}\n${folded}`;
  const known = looked.get(key) ?? look();
  looked.set(key, known);
  return known;
}

/**
 * Elements below a root in which a label's first word stands somewhere: what has it nowhere is passed over as a whole. On
 * a page of ten thousand rows this is a hundred times faster than to ask each element.
 */
function bearersOf(root: ParentNode, folded: string): Element[] {
  const [word = ''] = folded.split(' ');
  const bearers: Element[] = [];
  const visit = (element: Element) => {
    if (!element.textContent.toLowerCase().includes(word)) return;
    bearers.push(element);
    for (const child of element.children) visit(child);
  };
  for (const child of root.children) visit(child);
  return bearers;
}

function fits(element: Element, css: string): boolean {
  try {
    return element.matches(css);
  } catch {
    return false;
  }
}

/** What an element says itself, without what is in its children, up to a colon: a label's text, folded. */
export function labelOf(element: Element): string {
  let text = '';
  for (let node = element.firstChild; node && text.length < 80; node = node.nextSibling)
    if (node.nodeType === 3) text += node.nodeValue?.slice(0, 80) ?? '';
  return text.length < 160 ? labelIn(text) : '';
}

function labelIn(text: string): string {
  return cleanText(text.normalize('NFKC').split(':')[0] ?? '').toLowerCase();
}

/** Carnet's own elements stand beside others, and are none of the page. */
function walk(start: Element, up: number, next: number): Element | null {
  let at: Element | null = start;
  for (let step = 0; at && step < up; step += 1) at = at.parentElement;
  for (let step = 0; at && step < next; step += 1)
    do at = at.nextElementSibling;
    while (at?.hasAttribute('data-carnet'));
  return at;
}
