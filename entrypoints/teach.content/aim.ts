import { isVisible } from '#lib/detect/dom.ts';
import { emailOf } from '#lib/teach/value.ts';
import { valueAt, type Step } from '#lib/teach/build.ts';

/** How far up from what is under the pointer something readable is looked for. */
const LEVELS = 3;

/**
 * What is meant by pointing at an element in a step: an icon's link, the cell around a text; for the customer's own words
 * the block they stand in. The element itself where nothing better is around it.
 */
export function meantBy(step: Step, pointed: Element): Element {
  if (step === 'body') return blockOf(pointed);
  if (step === 'address' || step === 'account') {
    const near = upFrom(pointed).find((one) => emailOf(one) !== null);
    if (near) return near;
  }
  return upFrom(pointed).find((one) => !('trouble' in valueAt(step, one))) ?? pointed;
}

/** What is at a point of the page, under the glass that Carnet lays over it. */
export function pageAt(glass: HTMLElement, x: number, y: number): Element | null {
  glass.style.pointerEvents = 'none';
  const found = document.elementFromPoint(x, y);
  glass.style.pointerEvents = '';
  return found === document.documentElement || found === document.body ? null : found;
}

/** Scrolls what is under the pointer, as the page would without the glass over it. */
export function scrollUnder(glass: HTMLElement, event: WheelEvent): void {
  let at = pageAt(glass, event.clientX, event.clientY);
  while (at && !canScroll(at, event.deltaY)) at = at.parentElement;
  (at ?? document.scrollingElement)?.scrollBy({ top: event.deltaY, left: event.deltaX });
}

function canScroll(element: Element, by: number): boolean {
  const { overflowY } = getComputedStyle(element);
  const room = element.scrollHeight - element.clientHeight;
  if (room <= 1 || !/auto|scroll/u.test(overflowY)) return false;
  return by > 0 ? element.scrollTop < room - 1 : element.scrollTop > 0;
}

function upFrom(element: Element): Element[] {
  const chain = [element];
  for (let at = element.parentElement; at && chain.length <= LEVELS; at = at.parentElement) chain.push(at);
  return chain.filter((one) => isVisible(one));
}

function blockOf(element: Element): Element {
  let at: Element = element;
  while (getComputedStyle(at).display.startsWith('inline') && at.parentElement) at = at.parentElement;
  // A lone paragraph is a part of what was written: its surroundings are the customer's, too.
  const around = at.parentElement;
  const isPart = /^(?:p|br|blockquote|ul|ol|li|pre)$/u.test(at.localName);
  return isPart && around && around !== document.body ? around : at;
}
