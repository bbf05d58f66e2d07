/** Rows that Page up and Page down move by. */
const PAGE = 12;

/**
 * The row a key leads to from `active`, out of `total`.
 * @returns null for a key that moves nothing
 */
export function stepOf(key: string, active: number, total: number): number | null {
  if (total === 0) return null;
  const to = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + PAGE,
    PageUp: active - PAGE,
    Home: 0,
    End: total - 1,
  }[key];
  return to === undefined ? null : Math.min(Math.max(to, 0), total - 1);
}
