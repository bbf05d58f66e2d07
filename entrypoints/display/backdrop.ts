import type { PageSetup } from '#lib/messages/page.ts';

export type Scheme = 'light' | 'dark';

/**
 * Whether the chip is drawn light or dark: as the agent chose, else as the page is just behind it. A webmail with a
 * theme of its own is often light in a dark browser, and one without any colours is, too.
 */
export function schemeAt(place: Element | null, theme: PageSetup['theme']): Scheme {
  if (theme !== 'system') return theme;
  for (let at = place; at; at = behind(at)) {
    const light = lightness(getComputedStyle(at).backgroundColor);
    if (light !== null) return light > 0.45 ? 'light' : 'dark';
  }
  return getComputedStyle(document.documentElement).colorScheme.includes('dark') ? preferred() : 'light';
}

/** What an element lies on: its parent, or the frame its document is in, where that is of the same origin. */
function behind(element: Element): Element | null {
  return element.parentElement ?? element.ownerDocument.defaultView?.frameElement ?? null;
}

export function preferred(): Scheme {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Perceived lightness 0 to 1 of a computed `rgb()` or `rgba()`; null where it lets through what is behind it. */
export function lightness(color: string): number | null {
  const [red, green, blue, alpha = 1] = (color.match(/[\d.]+/gu) ?? []).map(Number);
  if (red === undefined || green === undefined || blue === undefined || alpha < 0.5) return null;
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}
