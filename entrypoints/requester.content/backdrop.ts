import type { PageSetup } from '#lib/messages/page.ts';

export type Scheme = 'light' | 'dark';

/**
 * Whether the chip is drawn light or dark: as the agent chose, else as the page is just behind it, else as the
 * browser prefers. A webmail with a theme of its own is often light in a dark browser.
 */
export function schemeAt(place: Element | null, theme: PageSetup['theme']): Scheme {
  if (theme !== 'system') return theme;
  for (let at = place; at; at = at.parentElement) {
    const light = lightness(getComputedStyle(at).backgroundColor);
    if (light !== null) return light > 0.45 ? 'light' : 'dark';
  }
  return preferred();
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
