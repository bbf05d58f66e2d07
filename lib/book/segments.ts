import { textOf } from '#lib/model/field.ts';
import { filterSchema } from '#lib/model/filter-schema.ts';
import type { Filter } from '#lib/model/filter.ts';
import type { Segment, SegmentDraft, SegmentSort } from '#lib/messages/definitions.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { applyChange, applyChanges } from '#lib/store/apply-changes.ts';
import { recordById, recordsOfKind } from '#lib/store/read-contacts.ts';
import type { Context } from './context.ts';
import { peopleOf } from './people.ts';
import { refuse } from './problems.ts';
import { putChange } from './put-record.ts';
import { byName, definitionName, placeFor } from './read-definitions.ts';
import type { Replica } from './replica.ts';

/** UTF-16 units of a filter as JSON: what one field carries. */
const FILTER_LIMIT = 20_000;

/** The workspace's segments, by name (E25). */
export async function segments({ db }: Replica): Promise<Segment[]> {
  const [rows, people] = await Promise.all([recordsOfKind(db, 'segment'), peopleOf(db)]);
  return byName(rows.map((row) => viewSegment(row, people)));
}

/** Saves a filter with its columns and sort under a name, or edits the one with `id` (E23, E26). */
export async function putSegment(
  replica: Replica,
  context: Context,
  draft: SegmentDraft,
  id?: string,
): Promise<Segment> {
  const name = definitionName(draft.name);
  const filter = JSON.stringify(draft.filter);
  if (filter.length > FILTER_LIMIT) return refuse('too_large');
  const { before, taken } = await placeFor(replica, 'segment', name, id);
  if (taken && !before) return refuse('definition_taken', { value: name });
  const sort = draft.sort === null ? null : JSON.stringify(draft.sort);
  const key = before?.id ?? context.newId();
  const change = putChange('segment', key, { name, filter, columns: draft.columns, sort }, before?.fields);
  await applyChanges(replica.db, change ? [change] : [], context.now());
  const row = (await recordById(replica.db, 'segment', key)) ?? refuse('definition_gone');
  return viewSegment(row, await peopleOf(replica.db));
}

export async function deleteSegment({ db }: Replica, context: Context, id: string): Promise<void> {
  if (!(await recordById(db, 'segment', id))) return;
  await applyChange(db, { name: 'record.delete', args: { kind: 'segment', id } }, context.now());
}

/** The filter that a segment keeps; null where this version cannot read it, so that it is never taken for "everybody". */
export function filterOf({ fields }: RecordRow): Filter | null {
  return filterSchema.safeParse(jsonOf(textOf(fields, 'filter'))).data ?? null;
}

function viewSegment(row: RecordRow, people: ReadonlyMap<string, string>): Segment {
  const { id, fields, createdBy } = row;
  const columns = fields['columns']?.value;
  return {
    id,
    name: textOf(fields, 'name'),
    filter: filterOf(row),
    columns: Array.isArray(columns) ? columns : [],
    sort: sortOf(jsonOf(textOf(fields, 'sort'))),
    createdBy: people.get(createdBy) ?? null,
  };
}

function sortOf(read: unknown): SegmentSort | null {
  const { by, descending } = (read ?? {}) as Partial<SegmentSort>;
  return typeof by === 'string' && typeof descending === 'boolean' ? { by, descending } : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
