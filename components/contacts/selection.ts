import type { Matching } from '#lib/messages/book.ts';
import type { JobContacts } from '#lib/messages/jobs.ts';

/**
 * Which contacts are ticked: those of `ids`, or with `isEvery` all that match but those (G31). So all of a hundred
 * thousand are selected without naming one.
 */
export type Selection = { isEvery: boolean; ids: ReadonlySet<string> };

export const nobody: Selection = { isEvery: false, ids: new Set() };
export const everybody: Selection = { isEvery: true, ids: new Set() };

export function isSelected({ isEvery, ids }: Selection, id: string): boolean {
  return isEvery !== ids.has(id);
}

/** How many are selected of `total` that match. */
export function countOf({ isEvery, ids }: Selection, total: number): number {
  return isEvery ? Math.max(0, total - ids.size) : ids.size;
}

/** Ticks these contacts, or takes their ticks away. */
export function select(selection: Selection, some: readonly string[], on: boolean): Selection {
  const ids = new Set(selection.ids);
  for (const id of some)
    if (on === selection.isEvery) ids.delete(id);
    else ids.add(id);
  return { isEvery: selection.isEvery, ids };
}

/** The selected contacts as a job takes them. */
export function contactsOf({ isEvery, ids }: Selection, matching: Matching): JobContacts {
  return isEvery ? { ...matching, ...(ids.size > 0 && { except: [...ids] }) } : { ids: [...ids] };
}

/** Of these contacts all are ticked, none, or some: what the box above them shows. */
export function ticksOf(selection: Selection, some: readonly string[]): 'all' | 'some' | 'none' {
  const on = some.filter((id) => isSelected(selection, id)).length;
  if (on === 0) return 'none';
  return on === some.length ? 'all' : 'some';
}
