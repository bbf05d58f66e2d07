import type { PageSetup } from '#lib/messages/page.ts';
import { schemeAt } from './backdrop.ts';
import { openMenu } from './chip-menu.ts';
import { faceOf, type Face } from './chip-face.ts';
import type { Act, ChipState } from '#lib/on-page/chip-state.ts';
import { CHIP_CSS } from './chip-style.ts';
import { closedRoot, icon, keepInside, make } from '#lib/on-page/element.ts';

/** Milliseconds. */
const SPOKEN_AFTER = 60;

export type Chip = {
  /** What stands in the page; put beside the sender by whoever knows the place. */
  readonly host: HTMLElement;
  /**
   * @param who the requester as the page names them
   * @param on what it lies on: decides whether it is light or dark
   */
  show(state: ChipState, who: string, on: Element): void;
  /** The ways out of a taken name, the question whether to add, or why somebody cannot be told. */
  openMenu(): void;
  /** Takes it off the page at once, with its menu. */
  remove(): void;
};

/**
 * The chip beside the sender: one button whose words, look and act follow the state (G1). The button stays the same
 * element through all states, so that keyboard focus stays on it while the contact is added.
 * @param act told of real clicks and key presses only; those that a page's script makes up are not trusted (law 9)
 */
export function createChip(theme: PageSetup['theme'], act: (act: Act) => void): Chip {
  const { host, root } = closedRoot('chip', CHIP_CSS);
  const button = make('button', { type: 'button' });
  const says = make('span', { class: 'says', role: 'status', aria: { live: 'polite' } });
  const box = make('span', { class: 'box' }, [button, says]);
  root.append(box);
  keepInside(root);

  let shown: { state: ChipState; face: Face } | null = null;
  let closeMenu = () => {};
  let saying = 0;
  // A live region is heard when it changes in the page: not on the way into it.
  const say = (words: string) => {
    clearTimeout(saying);
    saying = window.setTimeout(() => (says.textContent = words), SPOKEN_AFTER);
  };
  const menu = () => {
    closeMenu();
    if (shown) closeMenu = openMenu(shown.state, button, act);
  };
  button.addEventListener('click', (event) => {
    if (!event.isTrusted || !shown?.face.act) return;
    if (shown.face.act === 'menu') menu();
    else act(shown.face.act);
  });

  return {
    host,
    show(state, who, on) {
      const face = faceOf(state, who);
      const told = shown?.face.says;
      closeMenu();
      shown = { state, face };
      box.className = `box ${schemeAt(on, theme)}`;
      dress(button, face, state);
      if (face.says !== told) say(face.says);
    },
    openMenu: menu,
    remove() {
      closeMenu();
      clearTimeout(saying);
      shown = null;
      host.remove();
      says.textContent = '';
    },
  };
}

function dress(button: HTMLButtonElement, face: Face, state: ChipState): void {
  const busy = face.act === null;
  button.className = `chip ${face.tone}${busy ? ' busy' : ''}`;
  button.title = face.title;
  button.setAttribute('aria-busy', String(busy));
  button.setAttribute('aria-disabled', String(busy));
  if (face.act === 'menu') button.setAttribute('aria-haspopup', 'true');
  else button.removeAttribute('aria-haspopup');
  // The title is the fuller sentence where there is one: "Jan Kowalski is in your contacts. Open the sidebar".
  if (state.is === 'known') button.setAttribute('aria-label', face.title);
  else button.removeAttribute('aria-label');
  button.replaceChildren(
    ...(face.icon ? [icon(face.icon)] : []),
    make('span', { class: 'label', text: face.label }),
    ...(face.link ? [make('span', { class: 'link', text: face.link })] : []),
  );
}
