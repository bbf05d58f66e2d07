import { foldText } from '#lib/model/text.ts';

/** UTF-16 units. */
export const TAG_LIMIT = 60;

/** The colours a tag can have; a surface knows each in light and dark. A tag of another name shows as `grey`. */
export const TAG_COLORS = ['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple'] as const;
export type TagColor = (typeof TAG_COLORS)[number];

/** Reads a colour as it was stored. */
export function tagColor(text: string): TagColor {
  return TAG_COLORS.find((color) => color === text) ?? 'grey';
}

type Named = { id: string; name: string };

/** Two tags whose names have this in common are one: case, accents, spaces, dashes and a leading # fall away (B44). */
export function tagKey(name: string): string {
  return foldText(name).replaceAll(/[\s_.\-/#]+/gu, '');
}

/** The tag that has a name already, and whether it reads just the same or only nearly (B44, B47). */
export type NearTag<T> = { tag: T; isSame: boolean };

/**
 * The tag that is meant when somebody types a name: the same one, else the nearest that differs by so little that it may
 * be a slip: a letter in short words, two in long ones, an ending. Null where the name is a new one.
 * @param except the tag that is being renamed
 */
export function nearTag<T extends Named>(
  tags: readonly T[],
  name: string,
  except?: string,
): NearTag<T> | null {
  const key = tagKey(name);
  if (key === '') return null;
  const others = tags.filter(({ id }) => id !== except);
  const same = others.find((tag) => foldText(tag.name) === foldText(name));
  if (same) return { tag: same, isSame: true };
  const near = others
    .map((tag) => ({ tag, distance: distanceOf(tagKey(tag.name), key) }))
    .filter(({ tag, distance }) => distance <= slipsIn(tagKey(tag.name), key))
    .toSorted((a, b) => a.distance - b.distance)[0];
  return near ? { tag: near.tag, isSame: false } : null;
}

/** How many letters may differ. Numbers are never slips of each other: `2025` is not `2026`. */
function slipsIn(a: string, b: string): number {
  if (digitsIn(a) !== digitsIn(b)) return 0;
  const short = Math.min(a.length, b.length);
  if (short < 4) return 0;
  return short < 8 ? 1 : 2;
}

const digitsIn = (text: string) => text.replaceAll(/\D/gu, '');

/** Letters to add, take away, change or swap with their neighbour until both are the same (optimal string alignment). */
function distanceOf(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  let before: number[] = [];
  let row = right.map((_, j) => j + 1);
  row.unshift(0);
  for (const [i, letter] of left.entries()) {
    const next = [i + 1];
    for (const [j, other] of right.entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1);
      const isSwap = i > 0 && j > 0 && letter === right[j - 1] && left[i - 1] === other;
      const swap = isSwap ? (before[j - 1] ?? 0) + 1 : Infinity;
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, swap));
    }
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}
