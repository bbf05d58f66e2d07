import type { PullResponse } from '#lib/protocol/pull.ts';
import type { Tables } from '#server/db/schema.ts';
import { readConflict } from '#server/sync/rows.ts';
import type { Pulled } from '#server/sync/pull.ts';
import type { Rows } from '#server/sync/window.ts';

const text = (value: string | number | null): string => JSON.stringify(value);

/**
 * A pull's answer as JSON. Fields and details lie in the tables as JSON already, and go out as they are: to read and
 * write them again is most of what a page of thousands would cost.
 */
export function pageText(pulled: Pulled): string {
  if (!('rows' in pulled)) return JSON.stringify(pulled satisfies PullResponse);
  const { rows, ...rest } = pulled;
  return `${JSON.stringify(rest).slice(0, -1)},"rows":${rowsText(rows)}}`;
}

function rowsText({ contact, sender, record, conflict, member }: Rows): string {
  return `{"contact":[${contact.map(contactText).join()}],"sender":[${sender.map(senderText).join()}],"record":[${record
    .map(recordText)
    .join()}],"conflict":[${conflict.map(conflictText).join()}],"member":[${member.map(memberText).join()}]}`;
}

const people = (row: Tables['contact'] | Tables['record']) =>
  `"createdAt":${text(row.created_at)},"createdBy":${text(row.created_by)},"updatedAt":${text(row.updated_at)},"updatedBy":${text(row.updated_by)}`;
const stamp = ({ version, deleted }: { version: number; deleted: number }) =>
  `"version":${version},"deleted":${deleted !== 0}`;

const contactText = (row: Tables['contact']) =>
  `{"id":${text(row.id)},"name":${text(row.name)},"mergedInto":${text(row.merged_into)},"fields":${row.fields},${people(row)},${stamp(row)}}`;

const senderText = (row: Tables['sender']) =>
  `{"channel":${text(row.channel)},"key":${text(row.sender_key)},"contactId":${text(row.contact_id)},"value":${text(row.value)},"details":${row.details},"createdAt":${text(row.created_at)},${stamp(row)}}`;

const recordText = (row: Tables['record']) =>
  `{"kind":${text(row.kind)},"id":${text(row.id)},"contactId":${text(row.contact_id)},"fields":${row.fields},${people(row)},${stamp(row)}}`;

function conflictText(row: Tables['conflict']): string {
  const { id, code, change, other, createdAt, resolved, version, deleted } = readConflict(row);
  return JSON.stringify({ id, code, change, other, createdAt, resolved, version, deleted });
}

const memberText = (row: Tables['member_row']) =>
  `{"userId":${text(row.user_id)},"name":${text(row.name)},"email":${text(row.email)},"role":${text(row.role)},${stamp(row)}}`;
