import { textOf, type Field, type Fields, type FieldSet } from '#lib/model/field.ts';
import { clearedNameApart } from '#lib/model/retention.ts';

/** A patch that clears a survivor (G30): the values it sets to null go from all that are merged into it, too. */
type Clearing = { survivor: { id: string; name: string }; set: FieldSet };
type Merged = { id: string; fields: Fields };

/** Room for a short id behind a survivor's name, in a name's limit. */
const ROOM = 180;

/** What a contact is called that is merged into one that was cleared, so that undoing the merge brings no name back. */
function nameOfMerged(id: string, { survivor }: Clearing): string {
  return clearedNameApart(id, survivor.name.slice(0, ROOM));
}

/** A contact that is merged into one that is cleared: called after it, and without the values that go. */
export function clearMerged<T extends Merged>(merged: T, clearing: Clearing): T {
  return {
    ...merged,
    name: nameOfMerged(merged.id, clearing),
    fields: without(merged.fields, (key) => clearing.set[key] === null),
  };
}

/**
 * A merge's record without what it kept of contacts that are cleared. One that stands can still be undone: both come
 * apart as they were cleared. Of one that was undone the way back is needed no more, and only who and when stays.
 * @param isCleared whether a contact is the survivor, or is merged into it
 */
export function clearJournal(
  journal: Fields,
  isCleared: (id: string) => boolean,
  clearing: Clearing,
): Fields {
  const from = textOf(journal, 'from');
  const isDone = journal['undone'] !== undefined;
  const goes = (key: string) => {
    const of = /^(?:before|after)\/(.+)$/su.exec(key)?.[1];
    if (of !== undefined) return isDone || clearing.set[of] === null;
    return key === 'nameBefore' || key === 'nameAfter';
  };
  const left = without(journal, goes);
  if (!isCleared(from)) return left;
  return {
    ...left,
    name: typed(from === clearing.survivor.id ? clearing.survivor.name : nameOfMerged(from, clearing)),
  };
}

function without(fields: Fields, goes: (key: string) => boolean): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !goes(key)));
}

const typed = (value: string): Field => ({ value, origin: 'typed' });
