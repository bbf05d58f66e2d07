import type { Display } from '#lib/on-page/handover.ts';

/**
 * Stands for the display until it is there: of what it has to show, the last of each kind waits for it.
 * @returns `connect`: hands the display over
 */
export function displayToCome(): { display: Display; connect: (display: Display) => void } {
  let come: Display | null = null;
  const waiting = new Map<string, (display: Display) => void>();
  const later = (kind: string, show: (display: Display) => void) => {
    if (come) show(come);
    else waiting.set(kind, show);
  };
  return {
    display: {
      chip: (shown) => later('chip', (display) => display.chip(shown)),
      lost: (isLost) => later('lost', (display) => display.lost(isLost)),
      hear: (event) => later(event.event, (display) => display.hear(event)),
      updated: () => later('updated', (display) => display.updated()),
    },
    connect(display) {
      come = display;
      for (const show of waiting.values()) show(display);
      waiting.clear();
    },
  };
}
