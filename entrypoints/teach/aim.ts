/** What is at a point of the page, under the glass that Carnet lays over it. */
export function pageAt(glass: HTMLElement, x: number, y: number): Element | null {
  glass.style.pointerEvents = 'none';
  const found = document.elementFromPoint(x, y);
  glass.style.pointerEvents = '';
  return found === document.documentElement || found === document.body ? null : found;
}

/** Scrolls what is under the pointer, as the page would without the glass over it. */
export function scrollUnder(glass: HTMLElement, event: WheelEvent): void {
  let at = pageAt(glass, event.clientX, event.clientY);
  while (at && !canScroll(at, event.deltaY)) at = at.parentElement;
  (at ?? document.scrollingElement)?.scrollBy({ top: event.deltaY, left: event.deltaX });
}

function canScroll(element: Element, by: number): boolean {
  const { overflowY } = getComputedStyle(element);
  const room = element.scrollHeight - element.clientHeight;
  if (room <= 1 || !/auto|scroll/u.test(overflowY)) return false;
  return by > 0 ? element.scrollTop < room - 1 : element.scrollTop > 0;
}
