/**
 * Where a frame's own page stands, so that it can be taught alone: a recipe is for an address, and whatever bears that is
 * read by it, in a frame as well. Null: the frame is another site's, or its page has no address.
 */
export function addressInFrame(frame: Element): string | null {
  try {
    const url = (frame as HTMLIFrameElement).contentWindow?.location.href ?? '';
    return URL.parse(url)?.origin === location.origin ? url : null;
  } catch {
    return null; // another origin's
  }
}

export function isFrame(element: Element): boolean {
  return /^i?frame$/u.test(element.localName);
}
