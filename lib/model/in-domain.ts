/**
 * Whether an address is of a domain, or of one below it: whoever has `firma.example` gives out `shop.firma.example`, too.
 * The one rule for the team's own domains (A25) and for those that are never captured (G11).
 * @param key an address as its key; a login is of no domain
 * @param domain as it is kept, `@firma.example`, in lower case
 */
export function isInDomain(key: string, domain: string): boolean {
  const at = key.lastIndexOf('@');
  return at > 0 && (key.slice(at) === domain || key.slice(at + 1).endsWith(`.${domain.slice(1)}`));
}
