import { make } from '#lib/on-page/element.ts';

/** What is outlined over the page: what may be meant, what is aimed at, what was picked. */
export type Outline = { element: Element; kind: 'maybe' | 'aim' | 'picked'; tag?: string };

/** Outlines over elements of the page, which itself is left as it is; they follow it as it scrolls. */
export function createBoxes(layer: HTMLElement, signal: AbortSignal) {
  let shown: { box: HTMLElement; outline: Outline }[] = [];
  let frame = 0;
  const follow = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      for (const one of shown) lay(one.box, one.outline);
    });
  };
  for (const type of ['scroll', 'resize'] as const)
    window.addEventListener(type, follow, { capture: true, passive: true, signal });
  const timer = setInterval(follow, 250); // the page moves things by itself, too
  signal.addEventListener('abort', () => (clearInterval(timer), cancelAnimationFrame(frame)));
  return {
    show(outlines: readonly Outline[]): void {
      shown = outlines.map((outline) => {
        const box = make('div', { class: `box ${outline.kind}` });
        if (outline.tag !== undefined) box.append(make('span', { class: 'tag', text: outline.tag }));
        lay(box, outline);
        return { box, outline };
      });
      layer.replaceChildren(...shown.map(({ box }) => box));
    },
  };
}

const MARGIN = 3;

function lay(box: HTMLElement, { element }: Outline): void {
  const { left, top, width, height } = element.getBoundingClientRect();
  box.hidden = !element.isConnected || width === 0;
  box.style.left = `${left - MARGIN}px`;
  box.style.top = `${top - MARGIN}px`;
  box.style.width = `${width + 2 * MARGIN}px`;
  box.style.height = `${height + 2 * MARGIN}px`;
  box.firstElementChild?.classList.toggle('below', top < 30);
}
