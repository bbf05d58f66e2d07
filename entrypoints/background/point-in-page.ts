/**
 * Runs in a document of a page, in the world of our content script, and so stands for itself: it may use nothing from
 * outside. Puts a frame of light around where a value was read, which nothing on the page can be pressed through less;
 * the page is left as it is, but for an element of our own that goes with the next call, a scroll, or after some seconds.
 * @param values what was read, any of which is looked for; none: the light goes
 * @param index of the person the value is of, among those the page shows
 * @param isPerson the value is who they are: it stands where they do
 */
export function pointInPage(values: string[], index: number, isPerson: boolean): boolean {
  type Shown = { evidence: Element[]; messages: Element[]; bodies: (Element | null)[] };
  const world = globalThis as { carnetShown?: Shown; carnetLight?: () => void };
  const [most, lasts] = [20_000, 8000];
  world.carnetLight?.();
  if (values.length === 0) return false;
  const wanted = values.map((value) => value.toLowerCase());
  const says = (text: string | null | undefined) => {
    const folded = text?.replaceAll(/\s+/gu, ' ').toLowerCase() ?? '';
    return wanted.some((value) => folded.includes(value));
  };
  const isSeen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true }) &&
    element.getBoundingClientRect().width > 0;
  const bodies = (world.carnetShown?.bodies ?? []).filter((body) => body !== null);
  const inBody = (element: Element) => bodies.some((body) => body.contains(element));
  const holds = (element: Element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && says(node.nodeValue)) ||
    [...element.attributes].some(({ name, value }) => name !== 'class' && says(value)) ||
    (element instanceof HTMLInputElement && element.type !== 'password' && says(element.value));

  /** The smallest elements that say it, in the page's order, outside of what people wrote. */
  function find(root: Element | undefined): Element | undefined {
    if (!root) return undefined;
    if (root.childElementCount === 0) return holds(root) || says(root.textContent) ? root : undefined;
    let found: Element | undefined;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
    for (let left = most; left > 0 && walker.nextNode(); left -= 1) {
      const element = walker.currentNode as Element;
      if (element.hasAttribute('data-carnet') || !holds(element) || inBody(element) || !isSeen(element))
        continue;
      found ??= element;
      // What says it in words before what only carries it in an attribute.
      if (says(element.textContent)) return element;
    }
    return found;
  }

  const evidence = world.carnetShown?.evidence[index];
  const message = world.carnetShown?.messages[index];
  const standsFor = isPerson && evidence && isSeen(evidence) ? evidence : undefined;
  const place = isPerson
    ? (find(evidence) ?? standsFor ?? find(message))
    : (find(message) ?? find(document.body));
  if (!place || !isSeen(place)) return false;

  place.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const { left, top, width, height } = place.getBoundingClientRect();
  const host = document.createElement('carnet-light');
  host.setAttribute('data-carnet', 'light');
  host.attachShadow({ mode: 'closed' }).innerHTML =
    '<style>:host{all:initial!important;position:fixed!important;z-index:2147483646!important;pointer-events:none!important}div{position:absolute;inset:0;border-radius:6px;border:2px solid #5b3df5;background:rgb(91 61 245/14%);box-shadow:0 0 0 2px rgb(255 255 255/85%),0 0 0 5px rgb(91 61 245/35%)}</style><div></div>';
  for (const [name, pixels] of Object.entries({
    left: left - 4,
    top: top - 3,
    width: width + 8,
    height: height + 6,
  }))
    host.style.setProperty(name, `${pixels}px`, 'important');
  document.documentElement.append(host);
  const off = () => {
    host.remove();
    removeEventListener('scroll', off, true);
    delete world.carnetLight;
  };
  world.carnetLight = off;
  setTimeout(() => addEventListener('scroll', off, { capture: true, once: true }), 100);
  setTimeout(() => world.carnetLight === off && off(), lasts);
  return true;
}
