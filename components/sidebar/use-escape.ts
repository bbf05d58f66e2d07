import { useEffect } from 'react';
import { useBook } from '#components/use-book.ts';

/** Esc closes the sidebar; inside a field it first leaves the field, so that nobody loses what they type. */
export function useEscape(): void {
  const book = useBook();
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      const focused = document.activeElement;
      if (focused instanceof HTMLElement && focused.matches('input, textarea')) focused.blur();
      else void book.closeSidebar();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [book]);
}
