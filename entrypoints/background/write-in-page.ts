/** What is asked of a document; `find` only tells how well it could be done there. */
export type Task = { do: 'find' } | { do: 'undo' } | { do: 'insert'; text: string };
/** `rank`: 2 the box the agent was in, 1 the one the site has, 0 none. `at`: when they were in it. */
export type Found = { rank: number; at: number };

/**
 * Runs in a document of a page, in the world of our content script, and so stands for itself: it may use nothing from
 * outside. The text goes in as if it were typed, so that the page notices it and its own undo takes it back.
 * @param selectors of the reply boxes that the site's recipe knows
 */
export function writeInPage(task: Task, selectors: string[]): Found | boolean {
  type Done = { box: HTMLElement; before: string; after: string };
  type Editable = HTMLElement | HTMLTextAreaElement;
  const world = globalThis as { carnetBox?: { box: WeakRef<HTMLElement>; at: number }; carnetDone?: Done };

  const isBox = (element: Element | null | undefined): element is Editable =>
    element instanceof HTMLElement &&
    (element.isContentEditable ||
      (element instanceof HTMLTextAreaElement && !element.readOnly && !element.disabled)) &&
    element.checkVisibility({ visibilityProperty: true });
  const held = (box: HTMLElement) => (box instanceof HTMLTextAreaElement ? box.value : box.innerHTML);
  const known = () => {
    const was = world.carnetBox?.box.deref();
    if (was?.isConnected && isBox(was)) return { box: was, rank: 2, at: world.carnetBox?.at ?? 0 };
    if (isBox(document.activeElement)) return { box: document.activeElement, rank: 2, at: 1 };
    const box = selectors.flatMap((at) => [...document.querySelectorAll(at)]).findLast(isBox);
    return box ? { box, rank: 1, at: 0 } : null;
  };

  if (task.do === 'undo') {
    const done = world.carnetDone;
    if (!done?.box.isConnected || held(done.box) !== done.after) return false;
    done.box.focus();
    document.execCommand('undo');
    delete world.carnetDone;
    return held(done.box) === done.before;
  }
  const found = known();
  if (task.do === 'find') return { rank: found?.rank ?? 0, at: found?.at ?? 0 };
  if (!found) return false;
  const before = held(found.box);
  found.box.focus();
  if (!document.execCommand('insertText', false, task.text)) return false;
  world.carnetDone = { box: found.box, before, after: held(found.box) };
  return true;
}
