/** Values in one `in (...)`: within what SQLite (32,766) and PostgreSQL (65,535) take. */
const PART = 10_000;

/** Cuts a list so that each part fits one statement; nothing for an empty one. */
export function inParts<T>(list: readonly T[], size = PART): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < list.length; at += size) parts.push(list.slice(at, at + size));
  return parts;
}
