import { createHash } from 'node:crypto';
import type { Overwritten } from '#lib/model/field.ts';
import type { ConflictCode } from '#lib/protocol/rows.ts';
import {
  type Batch,
  type ConflictState,
  type ContactState,
  type KeptChange,
  type Other,
} from '#server/apply/batch.ts';

/** `id`: where the conflict must be found again by something else than itself. */
type About = { changeId: number; subjectId: string | null; secondId?: string | null; id?: string };

/** Keeps something that the author of a change has to see, with its data, until they settle it (law 5). */
export function addConflict(
  batch: Batch,
  code: ConflictCode,
  change: KeptChange,
  other: Other,
  about: About,
): ConflictState {
  const { userId, clientId } = batch.author;
  return put(batch, about.id ?? batch.newId(), { userId, clientId, code, change, other, ...about });
}

function put(
  batch: Batch,
  id: string,
  {
    secondId = null,
    ...row
  }: Omit<About, 'id'> & Pick<ConflictState, 'userId' | 'clientId' | 'code' | 'change' | 'other'>,
): ConflictState {
  const conflict = {
    ...row,
    secondId,
    id,
    createdAt: batch.now,
    resolved: false,
    deleted: false,
    version: batch.version,
  };
  batch.conflicts.put(id, conflict);
  return conflict;
}

/**
 * Tells the member who made a contact that the author was adding the same sender: both are told, once for each pair
 * of contact and author, since the notice's id is made of them.
 */
export function tellAlsoAdded(batch: Batch, change: KeptChange, holder: ContactState, name: string): void {
  const { userId, clientId } = batch.author;
  if (holder.createdBy === userId || holder.createdBy === '') return;
  const id = noticeId('also_added', holder.id, userId);
  if (batch.conflicts.get(id)) return;
  const other = {
    contactId: holder.id,
    contactName: holder.name,
    userName: batch.people.get(userId) ?? null,
    at: batch.now,
    value: name,
  };
  const about = { changeId: 0, subjectId: holder.id };
  put(batch, id, { userId: holder.createdBy, clientId, code: 'also_added', change, other, ...about });
}

/** The id of the notice that would tell of it: a UUID of the same parts each time. */
export function noticeId(...parts: string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Keeps each value that an edit replaced although its author had not seen it. */
export function keepOverwritten(
  batch: Batch,
  overwritten: readonly Overwritten[],
  edit: (one: Overwritten) => KeptChange,
  other: Other,
  about: About,
): void {
  for (const one of overwritten) {
    const found = { ...other, field: one.field, value: one.theirs?.value ?? null };
    addConflict(batch, 'field_overwritten', edit(one), found, about);
  }
}
