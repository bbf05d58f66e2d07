type Props = Partial<Record<'class' | 'type' | 'role' | 'title', string>> & {
  text?: string;
  aria?: Record<string, string>;
};

/** An element with text and attributes; page data only ever goes in as text, never as markup (law 9). */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { text, aria = {}, ...attributes }: Props = {},
  children: readonly Node[] = [],
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const [name, value] of Object.entries(aria)) element.setAttribute(`aria-${name}`, value);
  if (text !== undefined) element.textContent = text;
  element.append(...children);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Strokes of each icon, in a box of 24; a decoration beside words, so hidden from screen readers. */
const ICONS = {
  plus: 'M12 5v14M5 12h14',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  person: 'M12 11.6a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2M5 20c.6-4 3.4-6 7-6s6.4 2 7 6',
  question: 'M9 9a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1-1.4 2.3M12 17.5v.1',
  alert: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.3v.1',
  ban: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M6 6l12 12',
  book: 'M7 4h12v16H7zM4.5 8H9M4.5 12H9M4.5 16H9',
  sides: 'm8 7-5 5 5 5M16 7l5 5-5 5M3 12h18',
  close: 'm6 6 12 12M18 6 6 18',
  ring: 'M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14',
} as const;
export type Icon = keyof typeof ICONS;

export function icon(name: Icon): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/**
 * A closed shadow root on a new element marked `data-carnet`, which the page watcher leaves out: the page's styles
 * stop before it, and the page's scripts cannot reach in. Whoever gives the focus back to the element, which is all that
 * can be seen from without, gives it to the button in it.
 */
export function closedRoot(name: string, css: string): { host: HTMLElement; root: ShadowRoot } {
  const host = document.createElement(`carnet-${name}`);
  host.setAttribute('data-carnet', name);
  const root = host.attachShadow({ mode: 'closed', delegatesFocus: true });
  const style = document.createElement('style');
  style.textContent = css;
  root.append(style);
  return { host, root };
}

/**
 * Keeps what happens inside an element from the page: its shortcuts (Gmail's single letters), its "click opens the
 * message". Bubbling only: a page that listens while capturing still hears that something was clicked, not what. For as
 * long as the root stands in the page: an element that is taken away hears nothing.
 */
export function keepInside(root: ShadowRoot): void {
  const stop = (event: Event) => event.stopPropagation();
  for (const type of [
    'click',
    'dblclick',
    'mousedown',
    'mouseup',
    'pointerdown',
    'pointerup',
    'touchstart',
    'touchend',
    'contextmenu',
    'keydown',
    'keyup',
    'keypress',
  ])
    root.addEventListener(type, stop, { passive: true });
}
