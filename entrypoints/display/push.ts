import { make } from '#lib/on-page/element.ts';
import { PUSH_CSS } from './sidebar-style.ts';

/** Makes room beside the page, or gives it back; the page is told as of any other change of its size. */
export function createPush(): { set(on: boolean): void } {
  const style = make('style', { text: PUSH_CSS });
  style.setAttribute('data-carnet', 'push');
  return {
    set(on) {
      if (on === style.isConnected) return;
      if (on) document.documentElement.append(style);
      else style.remove();
      window.dispatchEvent(new Event('resize'));
    },
  };
}
