/** What the agent last wrote in, in a document: the global of our own world, which the page cannot see. */
export type RememberedBox = { carnetBox?: { box: WeakRef<HTMLElement>; at: number } };

/**
 * Remembers in which box of the page the agent last was: when they turn to the sidebar, the page no longer tells. What
 * is inserted (R11) goes there; the inserting itself comes with `insert.ts` of the background, when it is asked for.
 */
export function rememberBox(signal: AbortSignal): void {
  const remember = (event: FocusEvent) => {
    const [box] = event.composedPath();
    if (!event.isTrusted || !(box instanceof HTMLElement)) return;
    if (box.isContentEditable || box instanceof HTMLTextAreaElement)
      (globalThis as RememberedBox).carnetBox = { box: new WeakRef(box), at: Date.now() };
  };
  document.addEventListener('focusin', remember, { capture: true, signal });
}
