import type { Field, Fields } from '#lib/model/field.ts';
import { textOf } from '#lib/model/field.ts';
import { mergeJournal, namesAfterUndo, takeBack, type NamesAfter } from '#lib/model/merge.ts';
import type { ChangeArgs } from '#lib/protocol/change.ts';
import type { ContactRow, RecordRow } from '#lib/protocol/rows.ts';
import { contactIn, putRow, recordIn, survivorIn, type Draft } from './draft.ts';
import { made, patchContact, touched, UNSENT, type Stamp } from './lay.ts';
import { rowKey } from './row-key.ts';

/**
 * Lays a merge on a draft as the server will (R7): the link, what was chosen for the survivor, and the merge's record.
 * Where it cannot lie there (one of both is gone, or merged elsewhere) all stays as it is.
 * @returns the keys of the rows it is about
 */
export function layMerge(draft: Draft, args: ChangeArgs<'contact.merge'>, stamp: Stamp): string[] {
  const [from, into] = [contactIn(draft, args.from), survivorIn(draft, args.into)];
  const keys = [rowKey.contact(args.from), rowKey.contact(into?.id ?? args.into), recordKey(args.id)];
  for (const key of keys) draft.touched.add(key);
  if (!from || !into || recordIn(draft, 'merge', args.id)) return keys;
  if (args.journal) {
    retell(draft, args.id, from, into, args.journal, stamp);
    return keys;
  }
  const together = survivorIn(draft, from.id)?.id === into.id;
  if (!together && from.mergedInto) return keys;
  const { name, set, base } = args;
  const after = patchContact(
    into,
    { id: into.id, ...(name === undefined ? {} : { name }), set, base },
    stamp,
  );
  putRow(draft, rowKey.contact(into.id), after);
  if (together) return keys;
  putRow(draft, rowKey.contact(from.id), { ...from, mergedInto: into.id });
  putRow(draft, recordKey(args.id), newRecord(args.id, into.id, mergeJournal(from, into, after), stamp));
  return keys;
}

/** A merge that a restored server has forgotten, as this replica knew it. */
function retell(
  draft: Draft,
  id: string,
  from: ContactRow,
  into: ContactRow,
  journal: Fields,
  stamp: Stamp,
): void {
  if (!journal['undone'] && !from.mergedInto && from.id !== into.id)
    putRow(draft, rowKey.contact(from.id), { ...from, mergedInto: into.id });
  putRow(draft, recordKey(id), newRecord(id, into.id, journal, stamp));
}

function newRecord(id: string, contactId: string, fields: Fields, stamp: Stamp): RecordRow {
  return { kind: 'merge', id, contactId, fields, ...made(stamp), ...touched(stamp), ...UNSENT };
}

/** What a merge that is to be undone is about; null where it, or one of both contacts, is not there any more. */
export function mergeIn(
  draft: Draft,
  id: string,
): { record: RecordRow; from: ContactRow; into: ContactRow } | null {
  const record = recordIn(draft, 'merge', id);
  const from = contactIn(draft, textOf(record?.fields ?? {}, 'from'));
  const into = contactIn(draft, record?.contactId ?? '');
  return record && from && into && { record, from, into };
}

/** What both contacts of a merge would be called without it, or whoever has the merged one's name now. */
export function namesWithout(
  draft: Draft,
  { record, from, into }: { record: RecordRow; from: ContactRow; into: ContactRow },
  nameIfTaken: string | undefined,
): NamesAfter<ContactRow> {
  return namesAfterUndo({ journal: record.fields, from, into }, nameIfTaken, (key) => {
    const holder = draft.names.get(key) ?? null;
    return holder === null || holder === from.id || holder === into.id
      ? undefined
      : (contactIn(draft, holder) ?? { ...from, id: holder, mergedInto: null });
  });
}

/** Lays the undoing of a merge on a draft, as the server will. @returns the keys of the rows it is about */
export function layUnmerge(draft: Draft, args: ChangeArgs<'contact.unmerge'>, stamp: Stamp): string[] {
  const merge = mergeIn(draft, args.id);
  draft.touched.add(recordKey(args.id));
  if (!merge) return [recordKey(args.id)];
  const { record, from, into } = merge;
  const { fields, journals } = takeBack(record, into, standingMerges(draft, record));
  const heirs = [...journals].map(([id, journal]) => ({ row: recordIn(draft, 'merge', id), journal }));
  const keys = [
    recordKey(args.id),
    rowKey.contact(from.id),
    rowKey.contact(into.id),
    ...[...journals.keys()].map(recordKey),
  ];
  for (const key of keys) draft.touched.add(key);
  const names = namesWithout(draft, merge, args.nameIfTaken);
  if (record.fields['undone'] || 'holder' in names) return keys;
  putRow(draft, rowKey.contact(into.id), { ...into, name: names.into, fields, ...touched(stamp) });
  putRow(draft, rowKey.contact(from.id), { ...from, name: names.from, mergedInto: null });
  for (const { row, journal } of heirs)
    if (row) putRow(draft, recordKey(row.id), { ...row, fields: journal, ...touched(stamp) });
  const undone: Field = { value: stamp.at, origin: 'typed' };
  putRow(draft, recordKey(record.id), { ...record, fields: { ...record.fields, undone }, ...touched(stamp) });
  return keys;
}

function standingMerges({ rows }: Draft, { contactId }: RecordRow): RecordRow[] {
  return [...rows.values()].filter(
    (row): row is RecordRow =>
      row !== null &&
      'kind' in row &&
      row.kind === 'merge' &&
      row.contactId === contactId &&
      !row.fields['undone'],
  );
}

const recordKey = (id: string) => rowKey.record('merge', id);
