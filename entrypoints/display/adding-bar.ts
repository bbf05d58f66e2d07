import type { Page } from '#lib/messages/page.ts';
import { showBar } from './update-bar.ts';
import { t } from './words.ts';

/** Says on the page that somebody is being added by itself (G20), and takes a no. */
export type AddingBars = { show(id: string, name: string): void; hide(id: string): void };

export function createAddingBars(page: Pick<Page, 'undoAdding'>, signal: AbortSignal): AddingBars {
  const shown = new Map<string, () => void>();
  const hide = (id: string) => {
    shown.get(id)?.();
    shown.delete(id);
  };
  signal.addEventListener('abort', () => [...shown.keys()].forEach(hide), { once: true });
  return {
    hide,
    show(id, name) {
      // One at a time: what it says is about the newest, the former is on its way.
      for (const other of shown.keys()) hide(other);
      const words = { text: t('page_adding', name), act: t('page_adding_undo'), dismiss: t('page_dismiss') };
      const take = showBar('adding', words, () => {
        hide(id);
        void page.undoAdding(id).catch(() => {}); // the extension is gone, and with it the adding
      });
      shown.set(id, take);
    },
  };
}
