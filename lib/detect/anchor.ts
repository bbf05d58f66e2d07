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

/** Elements of a CSS selector below a root that are in sight and outside of the zones, and that fit. */
export type See = (root: ParentNode, css: string, fits: (element: Element) => boolean) => Element[];

export function isAnchor(selector: Selector): boolean {
  return selector.startsWith('@');
}

/** What an anchor finds, in the page's order, each element once; none for one that is not written as above. */
export function findAnchored(root: ParentNode, anchor: Selector, see: See): Element[] {
  const { css, label, up = 0, next = 0, find = '', out = 0 } = ANCHOR.exec(anchor)?.groups ?? {};
  if (css === undefined) return [];
  const folded = label === undefined ? null : labelIn(label);
  return [
    ...new Set(
      see(root, css, (element) => folded === null || labelOf(element) === folded).flatMap((start) => {
        const at = walk(start, Number(up), Number(next));
        const found = at ? see(at, find, () => true) : [];
        return found.flatMap((element) => walk(element, Number(out), 0) ?? []);
      }),
    ),
  ];
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
