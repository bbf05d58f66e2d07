/**
 * Runs in a document of a page, in the world of our content script, and so stands for itself: it may use nothing from
 * outside. Puts a frame of light around where a value was read, which keeps no click from the page: an element of our own
 * that goes with the next call, a scroll, or after some seconds.
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
    const isOurs = (element: Element) => element.hasAttribute('data-carnet');
    const all = [...root.querySelectorAll('*')]
      .slice(0, most)
      .filter((element) => !isOurs(element) && holds(element) && !inBody(element) && isSeen(element));
    // What says it in words before what only carries it in an attribute.
    return all.find((element) => says(element.textContent)) ?? all[0];
  }

  const { evidence = [], messages = [] } = world.carnetShown ?? {};
  const [person, message] = [evidence[index], messages[index]];
  const standsFor = person && isSeen(person) ? person : undefined;
  const place = isPerson
    ? (find(person) ?? standsFor ?? find(message))
    : (find(message) ?? find(document.body));
  if (!place || !isSeen(place)) return false;

  place.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const { left, top, width, height } = place.getBoundingClientRect();
  const host = document.createElement('carnet-light');
  host.setAttribute('data-carnet', 'light');
  const box = `left:${left - 4}px;top:${top - 3}px;width:${width + 8}px;height:${height + 6}px`;
  const look = `position:fixed;z-index:2147483646;box-sizing:border-box;pointer-events:none;border:2px solid #5b3df5;border-radius:6px;background:rgb(91 61 245/14%);box-shadow:0 0 0 2px rgb(255 255 255/85%),0 0 0 5px rgb(91 61 245/35%)`;
  host.style.cssText = `all:initial;${look};${box}`.replaceAll(';', '!important;') + '!important';
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
