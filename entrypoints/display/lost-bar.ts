import type { Page } from '#lib/messages/page.ts';
import { showBar } from './update-bar.ts';
import { t } from './words.ts';

/** The notice that a page which somebody taught Carnet shows nobody any more (R15), and the way to the sidebar, which says more. */
export function createLostBar(
  page: Pick<Page, 'openSidebar'>,
  signal: AbortSignal,
): (isLost: boolean) => void {
  let hide = () => {};
  signal.addEventListener('abort', () => hide(), { once: true });
  return (isLost) => {
    hide();
    if (!isLost || signal.aborted) return;
    const words = { text: t('page_lost'), act: t('page_lost_open'), dismiss: t('page_dismiss') };
    hide = showBar('lost', words, () => {
      hide();
      void page.openSidebar().catch(() => {}); // the notice was read all the same
    });
  };
}
