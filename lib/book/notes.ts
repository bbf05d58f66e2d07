import { members, textOf, type FieldSet } from '#lib/model/field.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { applyChange } from '#lib/store/apply-changes.ts';
import { recordById } from '#lib/store/read-contacts.ts';
import { NOTE_LIMIT } from './check-draft.ts';
import type { Context } from './context.ts';
import { refuse } from './problems.ts';
import type { Replica } from './replica.ts';

/** What a note said before is kept so many times. */
const VERSIONS = 20;

export type NoteDraft = {
  contactId: string;
  text: string;
  /** The note that is edited. */
  id?: string | undefined;
  /** Whether it warns whoever answers (R2); as it was where nothing is said. */
  isWarning?: boolean | undefined;
};

/** Makes a note, or edits one (A26, E47). A note of nothing but spaces is none. @throws note_too_long, contact_gone */
export async function putNote(replica: Replica, context: Context, draft: NoteDraft): Promise<void> {
  const { contactId, text, id, isWarning } = draft;
  const before = id === undefined ? undefined : await recordById(replica.db, 'note', id);
  if (text.length > NOTE_LIMIT) return refuse('note_too_long');
  if (text.trim() === '') return before ? deleteNote(replica, context, before.id) : undefined;
  const change = noteChange(id ?? context.newId(), contactId, text, before ?? null, isWarning);
  if (change) await applyChange(replica.db, change, context.now());
}

export async function deleteNote({ db }: Replica, context: Context, id: string): Promise<void> {
  if (!(await recordById(db, 'note', id))) return;
  await applyChange(db, { name: 'record.delete', args: { kind: 'note', id } }, context.now());
}

type Before = Pick<RecordRow, 'fields' | 'updatedAt' | 'updatedBy'>;

/** The change that makes a note, or edits one; null where nothing would change. @param before the note its author saw */
export function noteChange(id: string, contactId: string, text: string, before: null): NewChange;
export function noteChange(
  id: string,
  contactId: string,
  text: string,
  before: Before | null,
  isWarning?: boolean,
): NewChange | null;
export function noteChange(
  id: string,
  contactId: string,
  text: string,
  before: Before | null,
  isWarning?: boolean,
): NewChange | null {
  const fields = before?.fields ?? {};
  const set: FieldSet = {};
  if (!before || textOf(fields, 'text') !== text)
    Object.assign(set, { text: { value: text, origin: 'typed' } }, before ? keep(before) : {});
  if (isWarning !== undefined && isWarning !== (fields['warning']?.value === true))
    set['warning'] = isWarning ? { value: true, origin: 'typed' } : null;
  if (Object.keys(set).length === 0) return null;
  const base = Object.fromEntries(Object.keys(set).map((key) => [key, fields[key] ?? null]));
  return { name: 'record.put', args: { kind: 'note', id, contactId, set, base } };
}

/**
 * What a note said, under a key of its own, so that two who edit at once both keep what they replaced (E47). The oldest
 * make room.
 */
function keep({ fields, updatedAt, updatedBy }: Before): FieldSet {
  const was = { value: textOf(fields, 'text'), origin: 'typed' as const, by: updatedBy };
  const old = members(fields, 'was')
    .toSorted()
    .slice(0, Math.max(0, members(fields, 'was').length + 1 - VERSIONS));
  return { [`was/${updatedAt}`]: was, ...Object.fromEntries(old.map((at) => [`was/${at}`, null])) };
}
