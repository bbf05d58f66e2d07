/** Where a site's view has its messages, who wrote each, what it says and how they look: selectors of a recipe. */
export type Portrait = {
  messages: string[];
  sender: string[];
  replyTo: string[];
  body: string[];
  picture: string[];
};
/** What a page shows of somebody beside their name. `said`: what their last message says, without what it quotes. */
export type PersonShown = { said: string; picture: string | null };

/**
 * Runs in a document of a page, in the world of our content script, and so stands for itself: it may use nothing from
 * outside. Looks at the last message in sight that somebody wrote. A picture is taken from the page as it is drawn there;
 * one of another host only where that lets anybody read it (CORS), and without cookies.
 * @param side of the square picture in pixels; it is cut from the middle
 */
// oxlint-disable-next-line eslint/max-lines-per-function -- it runs by itself in the page: nothing can be taken out of it
export async function personInPage(
  portraits: Portrait[],
  address: string,
  side: number,
): Promise<PersonShown | null> {
  const all = (root: ParentNode, selectors: string[]): HTMLElement[] => {
    for (const selector of selectors) {
      try {
        const found = [...root.querySelectorAll<HTMLElement>(selector)].filter(isVisible);
        if (found.length > 0) return found;
      } catch {} // a selector of a recipe that a newer browser would know
    }
    return [];
  };
  function isVisible(element: Element): boolean {
    return (
      element.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true }) &&
      element.getBoundingClientRect().height > 0
    );
  }
  // The whole address: `an@shop.example` stands within `jan@shop.example`, and is somebody else's.
  const sought = address.toLowerCase();
  const has = (text: string) =>
    [...text.matchAll(/[^\s<>"'&;:,()=/?]+/gu)].some(([word]) => word.replace(/\.$/u, '') === sought);
  const own = (body: HTMLElement | undefined) => {
    const copy = body?.cloneNode(true) as HTMLElement | undefined;
    for (const quote of copy?.querySelectorAll('blockquote, .gmail_quote, style, script') ?? [])
      quote.remove();
    return (copy?.textContent ?? '').slice(0, 8000);
  };
  function draw(image: CanvasImageSource, width: number, height: number): string {
    const canvas = document.createElement('canvas');
    canvas.width = side;
    canvas.height = side;
    const cut = Math.min(width, height);
    const context = canvas.getContext('2d');
    if (!context) return '';
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, side, side);
    context.drawImage(image, (width - cut) / 2, (height - cut) / 2, cut, cut, 0, 0, side, side);
    const webp = canvas.toDataURL('image/webp', 0.8);
    return webp.startsWith('data:image/webp') ? webp : canvas.toDataURL('image/jpeg', 0.8);
  }
  const taken = async (image: HTMLElement | undefined) => {
    if (!(image instanceof HTMLImageElement) || !image.complete) return null;
    if (image.naturalWidth < 24 || image.naturalHeight < 24) return null;
    try {
      return draw(image, image.naturalWidth, image.naturalHeight);
    } catch {} // of another host: the browser lets nobody read it off the page
    try {
      const answer = await fetch(image.currentSrc, {
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal: AbortSignal.timeout(4000),
      });
      const bitmap = await createImageBitmap(await answer.blob());
      return draw(bitmap, bitmap.width, bitmap.height);
    } catch {
      return null; // nor anybody else
    }
  };
  for (const { messages, sender, replyTo, body, picture } of portraits) {
    const shown = all(document, messages);
    const names = (message: HTMLElement, people: string[]) =>
      all(message, people).some((one) => has(one.outerHTML.toLowerCase()));
    const message = shown.findLast((one) => names(one, sender) || names(one, replyTo));
    if (!message) continue;
    // Beside a shop's own form stands the shop's picture, not that of whoever filled it in.
    const isSender = names(message, sender);
    // What the message says stands in the page, where messages are headers alone; a picture never: it may be anybody's.
    const said = all(message, body)[0] ?? (shown.length === 1 ? all(document, body)[0] : undefined);
    return { said: own(said), picture: isSender ? await taken(all(message, picture)[0]) : null };
  }
  return null;
}
