/** Times of which the earliest is right, and those of which the latest is, whoever wrote theirs last. */
const EARLIEST = new Set(['firstSeen', 'firstWebSession', 'firstChat']);
const LATEST = new Set(['lastSeen', 'lastWebSession', 'lastChat']);

/**
 * Which of two values of a time (features.md, Y, rows 20 to 34) is kept; null for any other field.
 * Times are ISO 8601 in UTC, as `Date` writes them, and compare like texts.
 */
export function keptTime<Value extends { value: unknown }>(
  key: string,
  one: Value,
  other: Value,
): Value | null {
  const [a, b] = [String(one.value), String(other.value)];
  if (EARLIEST.has(key)) return b < a ? other : one;
  return LATEST.has(key) ? (b > a ? other : one) : null;
}

/** Whether a field is a time of which one is right by itself. */
export function isKeptTime(key: string): boolean {
  return EARLIEST.has(key) || LATEST.has(key);
}
