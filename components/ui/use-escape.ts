import { useEffect, useRef } from 'react';

/** What lies over a surface and takes Esc for itself. */
const OVER = '[role="listbox"], [role="menu"], [role="dialog"], [role="alertdialog"]';

/**
 * Calls `leave` for an Esc that nothing over the surface takes: a list, a menu or a window closes first, and the Esc
 * that closed it does nothing else. It is looked for before anybody hears of the key, since afterwards it is gone.
 */
export function useEscape(leave: () => void): void {
  const latest = useRef(leave);
  useEffect(() => {
    latest.current = leave;
  });
  useEffect(() => {
    const end = new AbortController();
    let isOver = false;
    const look = () => {
      isOver = document.querySelector(OVER) !== null;
    };
    const hear = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || isOver) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', look, { capture: true, signal: end.signal });
    addEventListener('keydown', hear, { signal: end.signal });
    return () => end.abort();
  }, []);
}
