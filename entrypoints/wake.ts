import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { callBook } from '#lib/messages/call.ts';

/**
 * The first thing that a page of ours loads: any question, so that a sleeping background awakes and opens the book
 * while the page is still being loaded, instead of after it.
 */
export default defineUnlistedScript(() => {
  // Where it fails, the page's own first question fails as well, and says so.
  void callBook()
    .status()
    .catch(() => undefined);
});
