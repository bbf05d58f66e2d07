import { textOf } from '#lib/model/field.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import { applyChange } from '#lib/store/apply-changes.ts';
import { recordById } from '#lib/store/read-contacts.ts';
import { NOTE_LIMIT } from './check-draft.ts';
import type { Context } from './context.ts';
import { refuse } from './problems.ts';
import type { Replica } from './replica.ts';

/** Makes a note, or edits the one with `id` (A26). A note of nothing but spaces is none. @throws note_too_long, contact_gone */
export async function putNote(
  replica: Replica,
  context: Context,
  contactId: string,
  text: string,
  id?: string,
): Promise<void> {
  const before = id === undefined ? undefined : await recordById(replica.db, 'note', id);
  if (text.length > NOTE_LIMIT) return refuse('note_too_long');
  if (text.trim() === '') return before ? deleteNote(replica, context, before.id) : undefined;
  const seen = before ? textOf(before.fields, 'text') : null;
  if (seen === text) return;
  await applyChange(replica.db, noteChange(id ?? context.newId(), contactId, text, seen), context.now());
}

export async function deleteNote({ db }: Replica, context: Context, id: string): Promise<void> {
  if (!(await recordById(db, 'note', id))) return;
  await applyChange(db, { name: 'record.delete', args: { kind: 'note', id } }, context.now());
}

/** @param seen the text its author saw before the edit; null for a new note */
export function noteChange(id: string, contactId: string, text: string, seen: string | null): NewChange {
  const base = { text: seen === null ? null : { value: seen, origin: 'typed' as const } };
  const set = { text: { value: text, origin: 'typed' as const } };
  return { name: 'record.put', args: { kind: 'note', id, contactId, set, base } };
}
