import type { Anchor } from '#lib/detect/read.ts';

/** How often the chip is put back into one reading's place: a page that takes it away each time has won. */
const PUT_BACK = 20;
/** How far up a box is looked for that would cut the chip off: further up it is the page's own pane. */
const CLIP_LEVELS = 4;

export type Place = { at(anchor: Anchor): void; none(): void };

/** Puts the chip at its anchor, and back there when the page draws its header anew and loses it. */
export function createPlace(host: HTMLElement, signal: AbortSignal): Place {
  let anchor: Anchor | null = null;
  let left = 0;
  const observer = new MutationObserver(() => {
    if (host.isConnected || !anchor?.element.isConnected || left === 0) return;
    left -= 1;
    put(host, anchor);
  });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  return {
    at(next) {
      anchor = next;
      left = PUT_BACK;
      removeCopies(host);
      put(host, next);
      observer.disconnect();
      if (host.parentNode) observer.observe(host.parentNode, { childList: true });
    },
    none() {
      anchor = null;
      observer.disconnect();
      host.remove();
    },
  };
}

/** A page that draws a header anew from its own markup copies the chip's element with it: empty, and dead. */
function removeCopies(host: HTMLElement): void {
  for (const copy of document.querySelectorAll(host.localName)) if (copy !== host) copy.remove();
}

function put(host: HTMLElement, anchor: Anchor): void {
  putAt(host, anchor);
  const clip = clipOf(host);
  host.toggleAttribute('data-tight', clip !== null);
  if (clip && isCutOff(host, clip)) putAt(host, { element: clip, where: 'after' });
}

function putAt(host: HTMLElement, { element, where }: Anchor): void {
  if (where === 'inside' && element.lastElementChild !== host) element.append(host);
  if (where === 'before' && element.previousElementSibling !== host) element.before(host);
  if (where === 'after' && element.nextElementSibling !== host) element.after(host);
}

/** The box that cuts off what does not fit: names are often set in one line that ends in an ellipsis. */
function clipOf(host: HTMLElement): Element | null {
  let at = host.parentElement;
  for (let level = 0; at && level < CLIP_LEVELS; level += 1, at = at.parentElement) {
    const { overflowX, display } = getComputedStyle(at);
    if (/hidden|clip/u.test(overflowX) && !/inline$|table-row/u.test(display)) return at;
  }
  return null;
}

function isCutOff(host: HTMLElement, clip: Element): boolean {
  return host.getBoundingClientRect().right > clip.getBoundingClientRect().right;
}
