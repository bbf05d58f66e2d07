import { isDeepEqual } from '#lib/model/deep-equal.ts';
import { mergeFields } from '#lib/model/field.ts';
import type { ContactRow, RecordRow, SenderRow } from '#lib/protocol/rows.ts';
import type { ChangeArgs, NewChange } from '#lib/protocol/change.ts';
import type { Sender } from '#lib/model/sender.ts';
import type { Row } from './db.ts';
import type { RowTarget } from './row-key.ts';

/** When and by whom an unsent change was made, by this device's clock: shown until the server has stamped it. */
export type Stamp = { at: string; by: string };

/** What an unsent row has for a version. */
export const UNSENT = { version: 0, deleted: false } as const;

/**
 * Lays one change on one row of the table its target names, as the server will do unless it refuses the change: a row
 * of the replica is the server's row with the unsent changes laid on it in order. Where the change cannot lie there (a
 * sender somebody else has, a contact that is gone) the row stays as it is; the server's answer will say so (law 5).
 * A settled conflict is seen no more.
 * @returns the row as it is now; null where there is none
 */
export function lay(target: RowTarget, row: Row | null, change: NewChange, stamp: Stamp): Row | null {
  switch (target.table) {
    case 'contact':
      return layContact(row as ContactRow | null, change, stamp);
    case 'sender':
      return laySender(row as SenderRow | null, change, target.id, stamp);
    case 'record':
      return layRecord(row as RecordRow | null, change, stamp);
    default:
      return change.name === 'conflict.resolve' ? null : row;
  }
}

function layContact(row: ContactRow | null, change: NewChange, stamp: Stamp): ContactRow | null {
  switch (change.name) {
    case 'contact.create':
      return row ?? newContact(change.args, stamp);
    case 'contact.patch':
      return row && patchContact(row, change.args, stamp);
    case 'contact.delete':
      return null;
    default:
      return row;
  }
}

function laySender(
  row: SenderRow | null,
  change: NewChange,
  key: readonly [channel: string, key: string],
  stamp: Stamp,
): SenderRow | null {
  switch (change.name) {
    case 'contact.create': {
      const mine = change.args.senders.find((sender) => sender.channel === key[0] && sender.key === key[1]);
      return mine ? giveSender(row, change.args.id, mine, stamp) : row;
    }
    case 'sender.attach':
      return giveSender(row, change.args.contactId, change.args.sender, stamp);
    case 'sender.detach':
      return row?.contactId === change.args.contactId ? null : row;
    case 'contact.delete':
      return row?.contactId === change.args.id ? null : row;
    default:
      return row;
  }
}

function layRecord(row: RecordRow | null, change: NewChange, stamp: Stamp): RecordRow | null {
  switch (change.name) {
    case 'record.put':
      return putRecord(row, change.args, stamp);
    case 'record.delete':
      return null;
    case 'contact.delete':
      return row?.contactId === change.args.id ? null : row;
    default:
      return row;
  }
}

function newContact(args: ChangeArgs<'contact.create'>, stamp: Stamp): ContactRow {
  const { id, name, fields, mergedInto = null } = args;
  return { id, name, fields, mergedInto, ...made(stamp), ...touched(stamp), ...UNSENT };
}

/** A contact with an edit; one that changes nothing leaves it as it is, its stamp too. */
export function patchContact(row: ContactRow, args: ChangeArgs<'contact.patch'>, stamp: Stamp): ContactRow {
  const { fields } = mergeFields(row.fields, args.set, args.base);
  const name = args.name ?? row.name;
  if (name === row.name && isDeepEqual(fields, row.fields)) return row;
  return { ...row, name, fields, ...touched(stamp) };
}

function giveSender(row: SenderRow | null, contactId: string, mine: Sender, stamp: Stamp): SenderRow {
  if (row && row.contactId !== contactId) return row;
  const { channel, key, value } = mine;
  const details = { ...row?.details, ...mine.details };
  return row
    ? { ...row, value, details }
    : { channel, key, contactId, value, details, createdAt: stamp.at, ...UNSENT };
}

function putRecord(row: RecordRow | null, args: ChangeArgs<'record.put'>, stamp: Stamp): RecordRow {
  const { kind, id, contactId } = args;
  const { fields } = mergeFields(row?.fields ?? {}, args.set, args.base);
  return row
    ? { ...row, fields, ...touched(stamp) }
    : { kind, id, contactId, fields, ...made(stamp), ...touched(stamp), ...UNSENT };
}

export const made = ({ at, by }: Stamp) => ({ createdAt: at, createdBy: by });
export const touched = ({ at, by }: Stamp) => ({ updatedAt: at, updatedBy: by });
