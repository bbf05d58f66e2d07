import type { Condition, Filter } from '#lib/model/filter.ts';

/** Where a condition stands: its group, and its place in it. */
export type Place = { group: number; at: number };

/** Another condition in place of the one that stands there. */
export function putIn({ groups }: Filter, { group, at }: Place, condition: Condition): Filter {
  return { groups: groups.map((one, index) => (index === group ? one.with(at, condition) : one)) };
}

/** One more condition of a group (E15), or a group of its own behind the last (E17). */
export function addTo({ groups }: Filter, group: number, condition: Condition): Filter {
  if (group >= groups.length) return { groups: [...groups, [condition]] };
  return { groups: groups.map((one, index) => (index === group ? [...one, condition] : one)) };
}

/** Without the condition; a group that has none is none. */
export function takeFrom({ groups }: Filter, { group, at }: Place): Filter {
  return {
    groups: groups
      .map((one, index) => (index === group ? one.toSpliced(at, 1) : one))
      .filter((one) => one.length > 0),
  };
}
