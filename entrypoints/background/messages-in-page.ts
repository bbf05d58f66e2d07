/** Where a site's view has its messages, who wrote each, and what it says: selectors of a recipe. */
export type Layout = { messages: string[]; sender: string[]; body: string[] };

/**
 * Runs in a document of a page, in the world of our content script, and so stands for itself: it may use nothing from
 * outside. Reads the messages that a person can see, and nothing that is hidden or folded away (law 8).
 * @returns each message's text, its writer before it; empty where the page shows none
 */
export function messagesInPage(layouts: Layout[], most: number): string[] {
  const all = (root: ParentNode, selectors: string[]) => {
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
  const tidy = (text: string) =>
    text
      .replaceAll(/[ \t\u00a0]+/gu, ' ')
      .replaceAll(/ ?\n ?/gu, '\n')
      .replaceAll(/\n{3,}/gu, '\n\n')
      .trim();
  for (const { messages, sender, body } of layouts) {
    const shown = all(document, messages).slice(-100);
    if (shown.length === 0) continue;
    // A body in the page, where the messages are headers alone, belongs to the last of them.
    const inPage = body.length > 0 && shown.every((message) => all(message, body).length === 0);
    return shown
      .map((message, index) => {
        const who = tidy(all(message, sender)[0]?.innerText ?? '');
        const isLast = index === shown.length - 1;
        const bodies = inPage ? (isLast ? all(document, body) : []) : all(message, body);
        const said = bodies.length > 0 || body.length > 0 ? bodies : [message];
        return tidy([who, ...said.map((one) => one.innerText)].join('\n')).slice(0, most);
      })
      .filter((text) => text !== '');
  }
  return [];
}
