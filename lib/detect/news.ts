/** Marks what Carnet put into the page: its own changes are no news. */
const OWN_MARK = 'data-carnet';

/** Whether a change is Carnet's own. */
export function isOurs({ target, addedNodes, removedNodes }: MutationRecord): boolean {
  const element = target instanceof Element ? target : target.parentElement;
  if (element?.closest(`[${OWN_MARK}]`)) return true;
  const nodes = [...addedNodes, ...removedNodes];
  return nodes.length > 0 && nodes.every((node) => node instanceof Element && node.hasAttribute(OWN_MARK));
}

/**
 * Whether what is written or taken away stands within zones. Of no matter to whoever reads nothing there, however much it
 * is; but a style changes what can be seen elsewhere, and an attribute may be the zone's own.
 * @param zones selectors behind one another; '' for none
 */
export function isWithin(zones: string, { type, target, addedNodes, removedNodes }: MutationRecord): boolean {
  if (zones === '' || type === 'attributes') return false;
  if ([...addedNodes, ...removedNodes].some(({ nodeName }) => /^(?:STYLE|LINK)$/u.test(nodeName)))
    return false;
  const element = target instanceof Element ? target : target.parentElement;
  try {
    return Boolean(element?.closest(zones));
  } catch {
    return false; // a selector of a recipe that a newer browser would know
  }
}
