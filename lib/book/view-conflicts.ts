import { textOf } from '#lib/model/field.ts';
import type { ValueView } from '#lib/messages/acts.ts';
import type { ConflictView } from '#lib/messages/past.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ConflictRow } from '#lib/protocol/rows.ts';
import { openConflicts, recordById } from '#lib/store/read-contacts.ts';
import type { BookDb } from '#lib/store/db.ts';
import { mergesOf, rootContact } from '#lib/store/read-merges.ts';
import { waysOf } from './conflict-ways.ts';
import { actOf, labelOf, shown, valuesOf } from './describe-change.ts';
import { contactOf, readKept } from './read-conflict.ts';
import { whoIs, type Seat, type Who } from './who-is.ts';

/** What the author of refused changes has to settle, with all they had typed and the ways out (law 5). */
export async function viewConflicts(seat: Seat): Promise<ConflictView[]> {
  const { db } = seat.replica;
  const [rows, who] = await Promise.all([openConflicts(db), whoIs(seat)]);
  return Promise.all(rows.map((row) => viewConflict(db, who, row)));
}

async function viewConflict(db: BookDb, who: Who, row: ConflictRow): Promise<ConflictView> {
  const { id, code, createdAt } = row;
  const { change, followed } = readKept(row);
  const subject = await subjectOf(db, row, change);
  return {
    id,
    code,
    act: actOf(row.change.name, change),
    subject,
    about: await contactsOf(db, row, change),
    kept: [...(await survivorOf(db, change)), ...[change ?? [], followed].flat().flatMap(valuesOf)],
    other: await viewOther(db, row, change),
    createdAt,
    ways: await waysOf(db, who, row, change, subject),
  };
}

/** With whom a contact was to become one: a merge's own values do not say it. */
async function survivorOf(db: BookDb, change: NewChange | null): Promise<ValueView[]> {
  if (change?.name !== 'contact.merge') return [];
  const into = await rootContact(db, change.args.into);
  return into ? [{ label: 'into', value: into.name }] : [];
}

async function viewOther(
  db: BookDb,
  { code, other }: ConflictRow,
  change: NewChange | null,
): Promise<ConflictView['other']> {
  const contact = other.contactId === null ? undefined : await rootContact(db, other.contactId);
  const isEmpty = other.value === undefined || other.value === null;
  const none = code === 'field_overwritten' ? '' : null;
  return {
    contact: contact ? { id: contact.id, name: contact.name } : null,
    userName: other.userName,
    at: other.at,
    field: other.field === undefined ? null : fieldOf(other.field, change),
    value: isEmpty ? none : shown(other.value),
  };
}

/** A note is one value, however its record keeps it. */
function fieldOf(key: string, change: NewChange | null): string {
  return change?.name === 'record.put' && change.args.kind === 'note' ? 'note' : labelOf(key);
}

/** The contact's name as the author of the change called it. */
async function subjectOf(db: BookDb, row: ConflictRow, change: NewChange | null): Promise<string> {
  const { other, code } = row;
  if (code === 'merged' && change) return mergedName(db, change);
  if (change?.name === 'contact.create') return change.args.name;
  const isNamed =
    change?.name === 'contact.patch' || (change?.name === 'contact.merge' && code === 'name_taken');
  if (isNamed && change.args.name !== undefined) return change.args.name;
  if (change?.name === 'contact.unmerge') return unmergedName(db, row, change.args.id);
  const [id] = change ? await subjectsOf(db, change) : [];
  const contact = id === undefined ? undefined : await rootContact(db, id);
  return contact?.name ?? other.contactName ?? '';
}

/** What the contact was called that a colleague merged first. */
async function mergedName(db: BookDb, change: NewChange): Promise<string> {
  const id = change.name === 'contact.merge' ? change.args.from : contactOf(change);
  const survivor = id === null ? undefined : await rootContact(db, id);
  const merges = survivor ? await mergesOf(db, survivor.id) : [];
  return merges.find(({ from }) => from === id)?.name ?? '';
}

/** What the contact should have been called again; where the other one's old name had gone, what that one should. */
async function unmergedName(db: BookDb, { code, other }: ConflictRow, id: string): Promise<string> {
  const fields = (await recordById(db, 'merge', id))?.fields ?? {};
  const isOther =
    code === 'renamed' && other.value !== undefined && other.value === textOf(fields, 'nameAfter');
  return textOf(fields, isOther ? 'nameBefore' : 'name');
}

/** The contacts of the book that a conflict is about, so that it can be shown beside them. */
async function contactsOf(db: BookDb, { other }: ConflictRow, change: NewChange | null): Promise<string[]> {
  const ids = [...(change ? await subjectsOf(db, change) : []), other.contactId ?? []].flat();
  const found = await Promise.all(ids.map((id) => rootContact(db, id)));
  return [...new Set(found.flatMap((contact) => contact?.id ?? []))];
}

async function subjectsOf(db: BookDb, change: NewChange): Promise<string[]> {
  if (change.name === 'contact.merge') return [change.args.into, change.args.from];
  if (change.name === 'contact.unmerge') {
    const record = await recordById(db, 'merge', change.args.id);
    return record ? [record.contactId ?? [], textOf(record.fields, 'from')].flat() : [];
  }
  const id =
    change.name === 'record.delete'
      ? (await recordById(db, change.args.kind, change.args.id))?.contactId
      : contactOf(change);
  return id ? [id] : [];
}
