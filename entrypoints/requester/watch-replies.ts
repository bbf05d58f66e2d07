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
    if (box.closest(boxes) && !isLetter(box)) tell();
  };
  const options = { capture: true, passive: true, signal };
  document.addEventListener('input', look, options);
  const followed = new WeakSet<Document>();
  const follow = () => {
    const editor = editorOf(boxes);
    if (!editor || followed.has(editor)) return;
    followed.add(editor);
    editor.addEventListener('input', (event) => event.isTrusted && tell(), options);
  };
  // What has the focus is in a frame as soon as the window itself has lost it.
  window.addEventListener('blur', follow, { signal });
  follow();
}

/**
 * The document of an editor that stands for a box, as those with buttons for bold and lists do: a frame with the focus, in
 * the form in which the box itself is hidden. What is typed in a frame is heard in it alone.
 */
function editorOf(boxes: string): Document | null {
  const frame = document.activeElement;
  if (!(frame instanceof HTMLIFrameElement) || isLetter(frame)) return null;
  const box = frame.closest('form')?.querySelector(boxes);
  return box && !box.checkVisibility({ visibilityProperty: true }) ? frame.contentDocument : null;
}

const isLetter = (box: Element) => box.closest('[role="dialog"]') !== null;
