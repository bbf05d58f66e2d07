/** Says who may go on: `take` is false for a caller that has used up its share. */
export type Rate = { take(caller: string): boolean };

/**
 * A bucket per caller: `burst` calls at once, refilled by `perSecond`. In memory on purpose: a worker that died has
 * been idle for half a minute, and every bucket is full again.
 * @param now milliseconds, for tests
 */
export function createRate(
  { burst, perSecond }: { burst: number; perSecond: number },
  now: () => number = Date.now,
): Rate {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(caller) {
      const at = now();
      const { left, at: last } = buckets.get(caller) ?? { left: burst, at };
      const filled = Math.min(burst, left + ((at - last) / 1000) * perSecond);
      if (buckets.size > 1000) buckets.clear(); // a page can make frames without end
      buckets.set(caller, { left: filled >= 1 ? filled - 1 : filled, at });
      return filled >= 1;
    },
  };
}
