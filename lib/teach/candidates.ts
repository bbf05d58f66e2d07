import { isVisible } from '#lib/detect/dom.ts';
import { labelOf } from '#lib/detect/anchor.ts';
import type { Step } from '#lib/teach/build.ts';
import { anchorsOf } from '#lib/teach/anchors.ts';
import { emailOf, wordsOf } from '#lib/teach/value.ts';

/** Something on the page that may be meant, and what would be read of it. */
export type Candidate = { element: Element; value: string };

const MOST = 8;
const LOOKED_AT = 3000;
const TEXT =
  'a, b, strong, em, span, p, h1, h2, h3, h4, dd, td, th, li, div, time, output, label, input, bdi';

/** How likely an element is meant in a step: the higher the more, 0 for not at all. */
type Guess = (element: Element, value: string) => number;

const GUESSES: Partial<Record<Step, Guess>> = {
  name: (element, value) =>
    !/[@\d]/u.test(value) && /^\p{Lu}\S*(?: \p{Lu}\S*){1,3}$/u.test(value) ? weight(element, 2) : 0,
  address: (element, value) =>
    value.includes('@') ? weight(element, 3) : isLogin(value) ? weight(element, 0) : 0,
  order: (element, value) =>
    /^[#№]?\s?[A-Z\d-]{5,40}$/u.test(value) && /\d{3}/u.test(value) ? weight(element, 2) : 0,
  account: (element, value) => (value.includes('@') ? weight(element, 1) : 0),
  subject: (element, value) => (value.length > 8 && /^h[1-4]$/u.test(element.localName) ? 5 : 0),
};

/**
 * What on a page may be meant in a step, the likeliest first, so that somebody need not look for it (R15). Only what is
 * in sight, stands for itself, and could be found again.
 */
export function candidatesOf(document: Document, step: Step, own: readonly string[]): Candidate[] {
  const guess = GUESSES[step];
  if (!guess) return [];
  const found: (Candidate & { weight: number })[] = [];
  for (const element of [...document.body.querySelectorAll(TEXT)].slice(0, LOOKED_AT)) {
    if (element.closest('[data-carnet], [contenteditable="true"]') || element.childElementCount > 1) continue;
    const value = readable(step, element);
    const weight = value === '' || own.includes(value) ? 0 : guess(element, value);
    if (weight > 0) found.push({ element, value, weight });
  }
  return found
    .toSorted((a, b) => b.weight - a.weight)
    .filter(
      ({ element }, index, all) => !all.slice(0, index).some((before) => before.element.contains(element)),
    )
    .filter(({ element, value }) => isVisible(element) && anchorsOf(element, value).length > 0)
    .slice(0, MOST)
    .map(({ element, value }) => ({ element, value }));
}

function readable(step: Step, element: Element): string {
  const email = step === 'address' || step === 'account' ? emailOf(element) : null;
  return (email ?? wordsOf(element))?.value ?? '';
}

/** A login is only guessed where a label stands before it: any short word might be one. */
function isLogin(value: string): boolean {
  return /^[\p{L}\d][\p{L}\d._-]{2,30}$/u.test(value) && /\d|[._-]/u.test(value);
}

function weight(element: Element, base: number): number {
  const before = element.previousElementSibling;
  const isLabelled = before !== null && labelOf(before) !== '' && labelOf(before).length < 30;
  const isAside = element.closest('main, aside, article, [role="main"]') !== null;
  const isMenu = element.closest('nav, footer, [role="navigation"], [role="menu"]') !== null;
  const score =
    base + (isLabelled ? 2 : 0) + (isAside ? 1 : 0) + (/^h[1-3]$/u.test(element.localName) ? 1 : 0);
  return isMenu ? 0 : score;
}
