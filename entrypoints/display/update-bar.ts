import { preferred } from './backdrop.ts';
import { closedRoot, icon, keepInside, make } from '#lib/on-page/element.ts';
import { t } from './words.ts';

const BAR_CSS = `
:host { all: initial !important; display: block !important; position: fixed !important; inset: auto 16px 16px auto !important; z-index: 2147483647 !important; }
:host([data-carnet='adding']) { inset: auto auto 16px 16px !important; }
.light { --ink: #1c1b22; --paper: #fff; --line: #d5d1df; --accent: #5b3df5; --accent-ink: #fff; --soft: #f3f1f7; }
.dark { --ink: #f1eff6; --paper: #222128; --line: #45414f; --accent: #8b74ff; --accent-ink: #120a33; --soft: #2f2d38; }
.bar {
  display: flex; align-items: center; gap: 10px; max-width: min(460px, 100vw - 32px); box-sizing: border-box; padding: 8px 8px 8px 14px;
  border: 1px solid var(--line); border-radius: 10px; background: var(--paper); color: var(--ink); box-shadow: 0 8px 28px rgb(0 0 0 / 22%);
  font: 400 13.5px/1.4 Inter, 'Segoe UI', system-ui, -apple-system, 'Noto Sans', sans-serif;
}
button { font: inherit; font-weight: 600; height: 32px; padding: 0 12px; border: 0; border-radius: 7px; cursor: pointer; flex: none; background: var(--accent); color: var(--accent-ink); }
button.close { width: 32px; padding: 0; display: grid; place-items: center; background: none; color: inherit; }
button.close:hover { background: var(--soft); }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
svg { width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; }
@media print { :host { display: none !important; } }
`;

/**
 * Says that this page's script was cut off by an update (W12). Reloading is the agent's to do: the page may hold a
 * half-written reply. The words are passed in, read before the cut: afterwards the browser gives none.
 */
export function showUpdateBar(words: BarWords): void {
  showBar('updated', words, () => location.reload());
}

/** A notice in a corner of the page, with one thing to do about it. @returns takes it away */
export function showBar(name: string, words: BarWords, does: () => void): () => void {
  const { host, root } = closedRoot(name, BAR_CSS);
  const act = make('button', { type: 'button', text: words.act });
  const close = make(
    'button',
    { type: 'button', class: 'close', title: words.dismiss, aria: { label: words.dismiss } },
    [icon('close')],
  );
  const bar = make('div', { class: 'bar', role: 'alert' }, [make('span', { text: words.text }), act, close]);
  root.append(make('div', { class: preferred() }, [bar]));
  keepInside(root);
  act.addEventListener('click', (event) => event.isTrusted && does());
  close.addEventListener('click', (event) => event.isTrusted && host.remove());
  document.documentElement.append(host);
  return () => host.remove();
}

type BarWords = { text: string; act: string; dismiss: string };

/** Read while the browser still answers. */
export function updateWords(): BarWords {
  return { text: t('page_updated'), act: t('page_reload'), dismiss: t('page_dismiss') };
}
