import { useEscape } from '#components/ui/use-escape.ts';
import { useBook } from '#components/use-book.ts';

/** Esc closes the sidebar; inside a field it first leaves the field, so that nobody loses what they type. */
export function useClosingEscape(): void {
  const book = useBook();
  useEscape(() => {
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && focused.matches('input, textarea')) focused.blur();
    else void book.closeSidebar();
  });
}
