import type { Selectable } from 'kysely';
import type { Fields } from '#lib/model/field.ts';
import type { SenderDetails } from '#lib/model/sender.ts';
import type { ConflictState, ContactState, RecordState, SenderState } from '#server/apply/batch.ts';
import { otherContactOf } from '#server/apply/delete-contact.ts';
import type { Tables } from '#server/db/schema.ts';

type Row<T extends keyof Tables> = Selectable<Tables[T]>;

const people = (row: Row<'contact'> | Row<'record'>) => ({
  createdAt: row.created_at,
  createdBy: row.created_by,
  updatedAt: row.updated_at,
  updatedBy: row.updated_by,
});
const peopleColumns = (state: ContactState | RecordState) => ({
  created_at: state.createdAt,
  created_by: state.createdBy,
  updated_at: state.updatedAt,
  updated_by: state.updatedBy,
});
const stamp = (row: { version: number; deleted: number }) => ({
  version: row.version,
  deleted: row.deleted !== 0,
});
const stampColumns = (state: { version: number; deleted: boolean }) => ({
  version: state.version,
  deleted: state.deleted ? 1 : 0,
});

/** Rows of the tables as the pure part sees them, and back. */
export function readContact(row: Row<'contact'>): ContactState {
  const { id, name, name_key: nameKey, merged_into: mergedInto, was } = row;
  const fields = JSON.parse(row.fields) as Fields;
  return { id, name, nameKey, mergedInto, was, fields, ...people(row), ...stamp(row) };
}

export function contactColumns(workspace: string, state: ContactState): Row<'contact'> {
  return {
    workspace_id: workspace,
    id: state.id,
    name: state.name,
    name_key: state.nameKey,
    fields: JSON.stringify(state.fields),
    merged_into: state.mergedInto,
    was: state.was,
    ...peopleColumns(state),
    ...stampColumns(state),
  };
}

export function readSenderRow(row: Row<'sender'>): SenderState {
  return {
    channel: row.channel,
    key: row.sender_key,
    contactId: row.contact_id,
    value: row.value,
    details: JSON.parse(row.details) as SenderDetails,
    createdAt: row.created_at,
    lost: row.lost,
    ...stamp(row),
  };
}

export function senderColumns(workspace: string, state: SenderState): Row<'sender'> {
  return {
    workspace_id: workspace,
    channel: state.channel,
    sender_key: state.key,
    contact_id: state.contactId,
    value: state.value,
    details: JSON.stringify(state.details),
    created_at: state.createdAt,
    lost: state.lost,
    ...stampColumns(state),
  };
}

export function readRecord(row: Row<'record'>): RecordState {
  return {
    kind: row.kind,
    id: row.id,
    contactId: row.contact_id,
    fields: JSON.parse(row.fields) as Fields,
    was: row.was,
    ...people(row),
    ...stamp(row),
  };
}

export function recordColumns(workspace: string, state: RecordState): Row<'record'> {
  return {
    workspace_id: workspace,
    kind: state.kind,
    id: state.id,
    contact_id: state.contactId,
    other_id: otherContactOf(state),
    fields: JSON.stringify(state.fields),
    was: state.was,
    ...peopleColumns(state),
    ...stampColumns(state),
  };
}

export function readConflict(row: Row<'conflict'>): ConflictState {
  return {
    id: row.id,
    userId: row.user_id,
    clientId: row.client_id,
    changeId: row.change_id,
    code: row.code,
    change: JSON.parse(row.change) as ConflictState['change'],
    other: JSON.parse(row.other) as ConflictState['other'],
    subjectId: row.subject_id,
    secondId: row.second_id,
    createdAt: row.created_at,
    resolved: row.resolved !== 0,
    ...stamp(row),
  };
}

export function conflictColumns(workspace: string, state: ConflictState): Row<'conflict'> {
  return {
    workspace_id: workspace,
    id: state.id,
    user_id: state.userId,
    client_id: state.clientId,
    change_id: state.changeId,
    code: state.code,
    change: JSON.stringify(state.change),
    other: JSON.stringify(state.other),
    subject_id: state.subjectId,
    second_id: state.secondId,
    other_id: state.other.contactId,
    created_at: state.createdAt,
    resolved: state.resolved ? 1 : 0,
    ...stampColumns(state),
  };
}
