import { useEffect, useRef, type RefObject } from 'react';

/**
 * Where a settled conflict took the focus with it, the first of those that are left gets it: whoever works with the
 * keyboard goes on where they were, not at the top of the page.
 * @param place what the conflicts stand in
 * @param count how many there are
 */
export function useFocusStays(place: RefObject<HTMLElement | null>, count: number): void {
  const before = useRef(count);
  useEffect(() => {
    const isFewer = count < before.current;
    before.current = count;
    if (!isFewer || document.activeElement !== document.body) return;
    const next = place.current?.querySelector<HTMLElement>('summary, article, [tabindex]');
    (next ?? place.current)?.focus();
  }, [place, count]);
}
