import type { Fields, FieldSet } from '#lib/model/field.ts';
import { textOf } from '#lib/model/field.ts';
import { isDeepEqual } from '#lib/model/deep-equal.ts';
import { changedKeys, takeBack } from '#lib/model/merge.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ContactRow, RecordRow } from '#lib/protocol/rows.ts';

type Valued = { name: string; fields: Fields };
type MergeArgs = Extract<NewChange, { name: 'contact.merge' }>['args'];
type Edit = Pick<MergeArgs, 'name' | 'set' | 'base'>;

/**
 * How merged contacts came to be what they are, for telling it to somebody who was not there: each contact as it was
 * before anything was merged into it, and then the merges in their order, each followed by the edits made since.
 * @param merges the records of the merges that stand
 */
export function retraceMerges(
  contacts: readonly ContactRow[],
  merges: readonly RecordRow[],
): { before: Map<string, Valued>; changes: NewChange[] } {
  const inOrder = merges.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  const into = Map.groupBy(inOrder, ({ contactId }) => contactId);
  const before = new Map(contacts.map((row) => [row.id, beforeAll(row, into.get(row.id) ?? [])]));
  const now = new Map(before);
  const rows = new Map(contacts.map((row) => [row.id, row]));
  const changes = inOrder.flatMap((record): NewChange[] => {
    const id = record.contactId ?? '';
    const [is, row] = [now.get(id), rows.get(id)];
    if (!is || !row) return [];
    const edit = choicesOf(record.fields);
    const args: MergeArgs = { id: record.id, from: textOf(record.fields, 'from'), into: id, ...edit };
    now.set(id, edited(is, edit));
    const since = into.get(id)?.at(-1) === record ? editTo(id, now.get(id) ?? is, row) : [];
    return [{ name: 'contact.merge', args }, ...since];
  });
  return { before, changes };
}

function beforeAll(row: Valued, merges: readonly RecordRow[]): Valued {
  return merges.reduceRight<Valued>((is, record) => {
    const { fields } = takeBack(record, is, []);
    const renamed = is.name === textOf(record.fields, 'nameAfter');
    return { name: (renamed && textOf(record.fields, 'nameBefore')) || is.name, fields };
  }, row);
}

/** What was chosen for the survivor. */
function choicesOf(journal: Fields): Edit {
  const of = (when: 'before' | 'after') =>
    Object.fromEntries([...changedKeys(journal)].map((key) => [key, journal[`${when}/${key}`] ?? null]));
  const name = textOf(journal, 'nameAfter');
  return { set: of('after'), base: of('before'), ...(name === '' ? {} : { name }) };
}

function edited({ name, fields }: Valued, edit: Edit): Valued {
  const kept = Object.entries({ ...fields, ...edit.set }).flatMap(([key, value]) =>
    value ? [[key, value] as const] : [],
  );
  return { name: edit.name ?? name, fields: Object.fromEntries(kept) };
}

function editTo(id: string, is: Valued, row: Valued): NewChange[] {
  const keys = [...new Set([...Object.keys(is.fields), ...Object.keys(row.fields)])].filter(
    (key) => !isDeepEqual(is.fields[key], row.fields[key]),
  );
  const of = ({ fields }: Valued): FieldSet =>
    Object.fromEntries(keys.map((key) => [key, fields[key] ?? null]));
  if (keys.length === 0 && is.name === row.name) return [];
  const name = is.name === row.name ? {} : { name: row.name };
  return [{ name: 'contact.patch', args: { id, ...name, set: of(row), base: of(is) } }];
}
