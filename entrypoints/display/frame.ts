import { browser } from 'wxt/browser';
import { isAlive } from '#lib/messages/call.ts';
import { handWord } from '#lib/messages/frame.ts';
import type { Page, PageSetup } from '#lib/messages/page.ts';
import { preferred, type Scheme } from './backdrop.ts';
import { closedRoot, icon, keepInside, make } from '#lib/on-page/element.ts';
import { createPush } from './push.ts';
import { SIDEBAR_CSS } from './sidebar-style.ts';
import { t } from './words.ts';

export type SidebarFrame = {
  /** Opens or closes it, and keeps that for this site; without `open` the other of the two. */
  toggle(open?: boolean): void;
  look(look: Look): void;
};

type Needs = {
  setup: PageSetup;
  page: Page;
  /** The extension was reloaded under this page. */
  cutOff: () => void;
  signal: AbortSignal;
};

export type Look = Pick<PageSetup, 'theme'> & Pick<PageSetup['sidebar'], 'layout'>;

/**
 * The sidebar beside a page: an edge tab, and our own page in a frame, both in a closed shadow root. The frame is made
 * when it is first opened and only hidden when it is closed, so that a half-written note is still there.
 * For the top document only; everything goes when the signal ends.
 */
export function hostSidebar({ setup, page, cutOff, signal }: Needs): SidebarFrame {
  const { host, root } = closedRoot('sidebar', SIDEBAR_CSS);
  const tab = make('button', { type: 'button', class: 'tab' }, [icon('book')]);
  const box = make('div', {}, [tab]);
  const push = createPush();
  root.append(box);
  keepInside(root);

  let { open, layout } = setup.sidebar;
  let { theme } = setup;
  let frame: HTMLIFrameElement | null = null;
  let focusBefore: Element | null = null;

  const draw = () => {
    frame ??= open ? makeFrame(page, box) : null;
    box.className = `${schemeOf(theme)} ${open ? 'open' : 'closed'} ${layout}`;
    const words = t(open ? 'page_close_sidebar' : 'page_open_sidebar');
    tab.title = words;
    tab.setAttribute('aria-label', words);
    tab.setAttribute('aria-expanded', String(open));
    push.set(open && layout === 'push');
  };
  const toggle = (to = !open) => {
    if (!isAlive()) return cutOff();
    if (to === open) return undefined;
    open = to;
    if (open) focusBefore = document.activeElement;
    draw();
    if (open) frame?.focus();
    // From the frame to the tab beside it: to give the focus to the element that holds both would change nothing.
    else if (focusBefore === host) tab.focus();
    else if (focusBefore instanceof HTMLElement) focusBefore.focus();
    void page.keepSidebar(open).catch(() => {}); // not kept: no harm, and a lost background is told of elsewhere
  };
  tab.addEventListener('click', (event) => event.isTrusted && toggle());
  tab.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && event.isTrusted) toggle(false);
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw, { signal });
  draw();
  document.documentElement.append(host);
  signal.addEventListener('abort', () => (host.remove(), push.set(false)), { once: true });
  return {
    toggle,
    look(look) {
      ({ theme, layout } = look);
      draw();
    },
  };
}

/** Each document that the frame loads is given a word of its own: it is good once, and for the newest frame only. */
function makeFrame(page: Page, box: HTMLElement): HTMLIFrameElement {
  const frame = make('iframe', { title: t('page_sidebar') });
  frame.allow = 'clipboard-write';
  frame.addEventListener('load', () => {
    void page
      .frameWord()
      .then((word) => frame.contentWindow && handWord(frame.contentWindow, word))
      .catch(() => {}); // the frame then stays empty, as it must
    // Focus that was put on the frame before its document was there is lost with the empty one.
    if ((frame.getRootNode() as ShadowRoot).activeElement === frame) frame.contentWindow?.focus();
  });
  frame.src = browser.runtime.getURL('/sidebar.html');
  box.append(frame);
  return frame;
}

function schemeOf(theme: PageSetup['theme']): Scheme {
  return theme === 'system' ? preferred() : theme;
}
