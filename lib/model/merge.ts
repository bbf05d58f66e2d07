/** A contact as far as merges go. */
type Linked = { readonly id: string; readonly mergedInto?: string | null | undefined };

/**
 * The contact that stands for a merged one: merges are links, followed to their end (R7, G9). Itself where it is not
 * merged. A link to what is not there, or a circle, which no server makes, ends where it is.
 */
export function rootOf<T extends Linked>(contact: T, find: (id: string) => T | null | undefined): T {
  const seen = new Set<string>();
  let at = contact;
  while (at.mergedInto !== null && at.mergedInto !== undefined && !seen.has(at.id)) {
    seen.add(at.id);
    const next = find(at.mergedInto);
    if (!next) return at;
    at = next;
  }
  return at;
}
