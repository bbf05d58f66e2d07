import { clearJournal, clearMerged } from '#lib/model/clear-merged.ts';
import { isDeepEqual } from '#lib/model/deep-equal.ts';
import type { ChangeArgs } from '#lib/protocol/change.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import type { Row } from './db.ts';
import { contactIn, mergedIn, putRow, type Draft } from './draft.ts';
import { contactsOfMerge } from './groups.ts';
import { touched, type Stamp } from './lay.ts';
import { rowKey } from './row-key.ts';

/**
 * Lays on a draft what an edit that clears a contact brings with it, as the server will (G30): all that are merged into
 * it lose the same values, and merges with it keep no way back to them. The edit itself is laid already.
 * @returns the keys of the rows it is about
 */
export function layCleared(draft: Draft, { id, set }: ChangeArgs<'contact.patch'>, stamp: Stamp): string[] {
  const survivor = contactIn(draft, id);
  if (!survivor) return [];
  const members = mergedIn(draft, id);
  const group = new Set([id, ...members.map((one) => one.id)]);
  const isOfMerge = (row: Row | null): row is RecordRow =>
    row !== null &&
    'kind' in row &&
    row.kind === 'merge' &&
    contactsOfMerge(row).some((one) => group.has(one));
  const clearing = { survivor, set };
  const laid = new Map<string, Row>();
  for (const one of members) laid.set(rowKey.contact(one.id), clearMerged(one, clearing));
  for (const row of [...draft.rows.values()].filter(isOfMerge)) {
    const fields = clearJournal(row.fields, (one) => group.has(one), clearing);
    laid.set(rowKey.record(row.kind, row.id), { ...row, fields });
  }
  for (const [key, row] of laid) {
    const isSame = isDeepEqual(row, draft.rows.get(key));
    putRow(draft, key, isSame ? row : { ...row, ...touched(stamp) });
  }
  return [...laid.keys()];
}
