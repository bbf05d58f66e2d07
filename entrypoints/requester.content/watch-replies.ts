import type { Recipe } from '#lib/detect/recipe.ts';

/**
 * Tells when somebody begins to write in the page's own box for answers (G20). A box in a window of its own is a letter to
 * whomever, and no answer to what is open.
 */
export function watchReplies(recipes: readonly Recipe[], tell: () => void, signal: AbortSignal): void {
  const boxes = [...new Set(recipes.flatMap(({ reply }) => reply ?? []))].join(',');
  if (boxes === '') return;
  const look = (event: Event) => {
    const [box] = event.composedPath();
    if (!event.isTrusted || !(box instanceof Element)) return;
    if (box.closest(boxes) && !box.closest('[role="dialog"]')) tell();
  };
  document.addEventListener('input', look, { capture: true, passive: true, signal });
}
