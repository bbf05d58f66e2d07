import type { PageSetup } from '#lib/messages/page.ts';
import { schemeAt } from './backdrop.ts';
import { placeOf } from './cover-place.ts';
import { COVER_CSS, COVERING_CSS } from './cover-style.ts';
import { closedRoot, icon, keepInside, make } from '#lib/on-page/element.ts';
import { t } from './words.ts';

export type Cover = {
  /** Covers what a message says, unless it was shown anyway. @param why who blocked its writer, when and why */
  over(body: Element | null, why: string): void;
  /** Another message, or nobody blocked: takes the cover away, and forgets what was shown. */
  none(): void;
};

/**
 * What stands before the message of a blocked contact (B52, W18). The page's own elements stay as they are: a rule hides
 * the one behind the cover, so that what the page takes away with the cover is seen again, never lost.
 */
export function createCover(theme: PageSetup['theme'], signal: AbortSignal): Cover {
  const { host, root } = closedRoot('cover', COVER_CSS);
  const covering = make('style', { text: COVERING_CSS });
  covering.setAttribute('data-carnet', 'covering');
  const reason = make('span', { class: 'why' });
  const button = make('button', { type: 'button' });
  const words = make('span', { class: 'words' }, [make('b', { text: t('cover_title') }), reason]);
  const box = make('div', { role: 'group', aria: { label: t('cover_title') } }, [icon('ban'), words, button]);
  root.append(box);
  keepInside(root);
  let isShown = false;
  const show = (shown: boolean) => {
    isShown = shown;
    host.toggleAttribute('data-covers', !shown);
    button.textContent = t(shown ? 'cover_hide' : 'cover_show');
    button.setAttribute('aria-expanded', String(shown));
  };
  button.addEventListener('click', (event) => event.isTrusted && show(!isShown));
  const none = () => {
    host.remove();
    covering.remove();
    show(false);
  };
  signal.addEventListener('abort', none, { once: true });
  show(false);
  return {
    over(body, why) {
      if (!body) return;
      box.className = `box ${schemeAt(body.parentElement, theme)}`;
      reason.textContent = why;
      document.documentElement.append(covering);
      if (body.previousElementSibling === host) return;
      for (const [name, value] of Object.entries(placeOf(body))) host.style.setProperty(name, value);
      body.before(host);
    },
    none,
  };
}
