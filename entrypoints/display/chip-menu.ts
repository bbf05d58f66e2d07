import type { Act, ChipState } from '#lib/on-page/chip-state.ts';
import { problemWords } from './chip-face.ts';
import { make } from '#lib/on-page/element.ts';
import { t } from './words.ts';

/** Pixels between chip and menu, and between menu and the window's edge. */
const GAP = 6;

type Line = { words: string; act: Act | null; quiet?: boolean };

/**
 * The little menu under the chip: the two ways out of a taken name (X1), whether to add somebody who is not sure to be
 * the writer (law 8), or why this requester cannot be told. It lies in the browser's top layer, since the page's header
 * would cut it off; Esc and a click elsewhere close it.
 * @returns closes it
 */
export function openMenu(state: ChipState, button: HTMLElement, act: (act: Act) => void): () => void {
  const { text, lines } = contents(state);
  const menu = make('div', { class: 'menu', role: 'group', aria: { label: text } }, [make('p', { text })]);
  menu.popover = 'auto';
  const close = () => {
    if (menu.isConnected) menu.remove();
  };
  for (const line of lines) menu.append(lineButton(line, close, act));
  menu.addEventListener('toggle', (event) => {
    if (event.newState === 'closed') close();
  });
  button.after(menu);
  menu.showPopover();
  setBeside(menu, button);
  menu.querySelector('button')?.focus();
  return close;
}

function contents(state: ChipState): { text: string; lines: Line[] } {
  const later: Line = { words: t('chip_cancel'), act: null, quiet: true };
  if (state.is === 'name-taken')
    return {
      text: t('chip_name_taken_text', state.contact.name),
      lines: [
        { words: t('chip_attach', state.contact.name), act: 'attach' },
        { words: t('chip_add_as', state.suffixed), act: 'suffix' },
        later,
      ],
    };
  if (state.is === 'unsure')
    return {
      text: t('chip_unsure_text', state.shown),
      lines: [
        { words: t('chip_add_anyway'), act: 'add' },
        { words: t('chip_open_sidebar'), act: 'sidebar' },
        later,
      ],
    };
  const text = state.is === 'cannot-tell' ? problemWords(state.problem) : '';
  return { text, lines: [{ words: t('chip_open_sidebar'), act: 'sidebar' }, later] };
}

function lineButton({ words, act: asked, quiet }: Line, close: () => void, act: (act: Act) => void) {
  const button = make('button', { type: 'button', class: quiet ? 'quiet' : '', text: words });
  button.addEventListener('click', (event) => {
    if (!event.isTrusted) return;
    close();
    if (asked) act(asked);
  });
  return button;
}

function setBeside(menu: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.min(at.left, window.innerWidth - width - GAP);
  const below = at.bottom + GAP;
  const top = below + height > window.innerHeight ? at.top - GAP - height : below;
  menu.style.left = `${Math.max(GAP, left)}px`;
  menu.style.top = `${Math.max(GAP, top)}px`;
}
