/** The team's order of attributes and those it has switched off, by their keys (D3, D8 to D11). */
export type AttributeOrder = { order: string[]; off: string[] };

/** An attribute in the team's order; one that is off is shown nowhere, its values stay. */
export type OrderedAttribute = { key: string; isOn: boolean };

/** Keys as the team has them; those that it has never placed come last, in the order given, and are on. */
export function inTeamOrder(keys: readonly string[], { order, off }: AttributeOrder): OrderedAttribute[] {
  const known = new Set(keys);
  const placed = [...new Set(order)].filter((key) => known.has(key));
  const rest = keys.filter((key) => !placed.includes(key));
  return [...placed, ...rest].map((key) => ({ key, isOn: !off.includes(key) }));
}
