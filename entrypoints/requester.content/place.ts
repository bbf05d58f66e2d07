import type { Anchor } from '#lib/detect/read.ts';

/** How often the chip is put back into one reading's place: a page that takes it away each time has won. */
const PUT_BACK = 20;

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

function put(host: HTMLElement, { element, where }: Anchor): void {
  if (where === 'inside' && element.lastElementChild !== host) element.append(host);
  if (where === 'before' && element.previousElementSibling !== host) element.before(host);
  if (where === 'after' && element.nextElementSibling !== host) element.after(host);
}
