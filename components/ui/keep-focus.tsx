import { useEffect, useRef, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import css from './keep-focus.module.css';

/** Milliseconds in which a window that closes has given the focus back itself. */
const SETTLED = 80;
const TRIES = 40;

/**
 * Around a list whose parts go when they are dealt with: where the part that had the focus is gone, the list itself has
 * it, so that a keyboard goes on from there and not from the top of the page (WCAG 2.4.3). It must outlive the list.
 */
export function KeepFocus({ className, children }: { className?: string | undefined; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => (place.current ? keepFocusIn(place.current) : undefined), []);
  return (
    <div ref={place} tabIndex={-1} className={classNames(css.place, className)}>
      {children}
    </div>
  );
}

function keepFocusIn(place: HTMLElement): () => void {
  let last: Element | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    if (target !== place && place.contains(target)) last = target;
    // A window that was opened from here comes back to here.
    else if (!target.closest('[role=dialog], [role=alertdialog], [role=menu]')) last = null;
  };
  const look = (tries: number) => {
    if (!last || last.isConnected) return;
    if (document.activeElement === document.body) place.focus({ preventScroll: true });
    if (document.activeElement === place) last = null;
    // A window is still going, or what is being loaded hides the list for a moment.
    else if (tries > 0) waiting = setTimeout(look, SETTLED, tries - 1);
  };
  const changed = new MutationObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(look, SETTLED, TRIES);
  });
  changed.observe(place, { childList: true, subtree: true });
  // Windows stand in the body itself.
  changed.observe(document.body, { childList: true });
  document.addEventListener('focusin', onFocus);
  return () => {
    clearTimeout(waiting);
    changed.disconnect();
    document.removeEventListener('focusin', onFocus);
  };
}
