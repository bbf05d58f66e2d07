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
