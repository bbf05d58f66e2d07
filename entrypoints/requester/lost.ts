import { isLost } from '#lib/detect/lost.ts';
import { readPage, type Reading } from '#lib/detect/read.ts';
import type { Recipe } from '#lib/detect/recipe.ts';
import type { Page } from '#lib/messages/page.ts';
import type { Display } from '#lib/on-page/handover.ts';

/** Milliseconds that a page has to show whom it is about: it is told within two seconds. */
const PATIENCE = 1400;

type Needs = {
  page: Pick<Page, 'lost'>;
  own: readonly string[];
  /** Has the notice stand on the page. */
  show: Display['lost'];
  signal: AbortSignal;
};

/**
 * Says that a page which somebody taught Carnet shows nobody any more (R15), on the page and to the background.
 * @returns to be told of every reading, and that one is over
 */
export function createLost({ page, own, show, signal }: Needs) {
  let timer = 0;
  const over = () => {
    clearTimeout(timer);
    show(false);
  };
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  const look = (recipe: Recipe) => {
    const context = { url: location.href, own };
    if (isLost(document, recipe, readPage(document, recipe, context), context)) say(recipe);
  };
  const say = (recipe: Recipe) => {
    if (signal.aborted) return;
    show(true);
    void page.lost(recipe.site).catch(() => {}); // it stands on the page all the same
  };
  return {
    over,
    read({ requesters }: Reading, recipe: Recipe | null): void {
      over();
      if (recipe?.grade === 'taught' && requesters.length === 0)
        timer = window.setTimeout(() => look(recipe), PATIENCE);
    },
    /** One that takes too long is given up; said once that reading is over, by which every notice goes. */
    slow: (recipe: Recipe) => void setTimeout(() => say(recipe)),
  };
}
