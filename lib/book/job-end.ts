import type { Condition, Filter } from '#lib/model/filter.ts';
import type { OwnWork } from '#lib/messages/jobs.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import type { BookDb } from '#lib/store/db.ts';
import { recordById, recordsOfKind } from '#lib/store/read-contacts.ts';
import { filterOf } from './segments.ts';
import { speaksOf, usersOf } from './used-by.ts';

/** Who still has what a job takes away, as a filter. */
export function leftOver(work: OwnWork): Filter {
  if (work.do === 'delete-organisation') return usersOf('organisation', work.organisation);
  return usersOf('tag', work.do === 'merge-tags' ? work.from : work.tag);
}

/**
 * What is left to do once no contact has it any more: it goes itself; and where tags are merged, segments and tickets that
 * spoke of one speak of the other.
 */
export async function lastChanges(db: BookDb, work: OwnWork): Promise<NewChange[]> {
  const [kind, id] =
    work.do === 'delete-organisation'
      ? (['organisation', work.organisation] as const)
      : (['tag', work.do === 'merge-tags' ? work.from : work.tag] as const);
  const gone: NewChange[] = (await recordById(db, kind, id))
    ? [{ name: 'record.delete', args: { kind, id } }]
    : [];
  if (work.do === 'delete-organisation') return gone;
  const into = work.do === 'merge-tags' ? work.into : null;
  const [segments, tickets] = await Promise.all([recordsOfKind(db, 'segment'), recordsOfKind(db, 'ticket')]);
  return [
    ...(into === null ? [] : segments.flatMap((row) => retoldSegment(row, id, into))),
    ...tickets.flatMap((row) => retoldTicket(row, id, into)),
    ...gone,
  ];
}

function retoldSegment(row: RecordRow, from: string, into: string): NewChange[] {
  const filter = filterOf(row);
  if (!filter?.groups.flat().some((condition) => speaksOf(condition, 'tag', from))) return [];
  const groups = filter.groups.map((group) => group.map((condition) => retold(condition, from, into)));
  return [edit(row, 'filter', JSON.stringify({ ...filter, groups }))];
}

function retold(condition: Condition, from: string, into: string): Condition {
  if (!speaksOf(condition, 'tag', from)) return condition;
  const { value } = condition;
  if (!Array.isArray(value)) return { ...condition, value: into };
  return { ...condition, value: [...new Set((value as string[]).map((one) => (one === from ? into : one)))] };
}

function retoldTicket(row: RecordRow, from: string, into: string | null): NewChange[] {
  const tags = row.fields['tags']?.value;
  if (!Array.isArray(tags) || !tags.includes(from)) return [];
  const without = tags.flatMap((one) => (one === from ? (into ?? []) : one));
  return [edit(row, 'tags', [...new Set(without)])];
}

function edit({ kind, id, contactId, fields }: RecordRow, key: string, value: string | string[]): NewChange {
  const set = { [key]: { value, origin: 'typed' as const } };
  return { name: 'record.put', args: { kind, id, contactId, set, base: { [key]: fields[key] ?? null } } };
}
