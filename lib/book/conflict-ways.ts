import type { ConflictWay } from '#lib/messages/past.ts';
import { mayMake } from '#lib/model/role.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ConflictRow } from '#lib/protocol/rows.ts';
import type { BookDb, StoredContact } from '#lib/store/db.ts';
import { recordById } from '#lib/store/read-contacts.ts';
import { rootContact } from '#lib/store/read-merges.ts';
import { freeName, secondName } from './names.ts';
import { contactOf } from './read-conflict.ts';
import type { Who } from './who-is.ts';

/** Both contacts of a conflict, where both are there: they may be one person (X1, R12). */
export type Pair = { from: StoredContact; into: StoredContact };

/**
 * What can be done about a conflict, the likeliest first. Discarding is always possible, and never happens by itself; what
 * `who` may not do is not offered (Z).
 */
export async function waysOf(
  db: BookDb,
  who: Who,
  row: ConflictRow,
  change: NewChange | null,
  subject: string,
): Promise<ConflictWay[]> {
  const discard: ConflictWay = { do: 'discard' };
  const isCreate = change?.name === 'contact.create';
  const attach: ConflictWay[] = isCreate && row.other.contactId !== null ? [{ do: 'attach' }] : [];
  const merge: ConflictWay[] = (await pairOf(db, row, change)) ? [{ do: 'merge' }] : [];
  const retry: ConflictWay[] = (await mayRetry(db, who, change)) ? [{ do: 'retry' }] : [];
  switch (row.code) {
    case 'name_taken':
      return [...attach, ...merge, ...(await otherNames(db, change, subject)), discard];
    case 'sender_taken':
      return [...attach, ...merge, ...(isCreate ? [] : retry), discard];
    case 'merged':
    case 'renamed':
      return [...merge, discard];
    case 'deleted':
    case 'not_found':
    case 'id_exists':
      return [...(await anewWays(db, change, subject)), discard];
    case 'invalid':
    case 'role':
      return [...retry, discard];
    case 'field_overwritten':
      return [...(change ? [{ do: 'mine' } as const] : []), discard];
    default:
      return [discard];
  }
}

/**
 * Whether a refused change can be tried once more as it is. What deletes for good cannot: that is asked about anew, where
 * it is asked about (X4), for a conflict also stands beside a web page (law 9).
 */
export async function mayRetry(db: BookDb, who: Who, change: NewChange | null): Promise<boolean> {
  if (!change || change.name === 'contact.delete' || change.name === 'sender.detach') return false;
  const kind = change.name === 'contact.unmerge' ? 'merge' : 'kind' in change.args ? change.args.kind : null;
  if (kind === null) return mayMake(who, change.name);
  const record = 'id' in change.args ? await recordById(db, kind, change.args.id) : undefined;
  return mayMake(who, change.name, record ?? { kind, createdBy: null });
}

/** A name beside the one that is taken: here it may be free again, for what was refused is not here. */
async function otherNames(db: BookDb, change: NewChange | null, subject: string): Promise<ConflictWay[]> {
  if (!change || subject === '') return [];
  if (change.name === 'contact.create' || change.name === 'contact.patch')
    return [{ do: 'rename', name: await freeName(db, subject) }];
  if (change.name !== 'contact.merge' && change.name !== 'contact.unmerge') return [];
  return [{ do: 'rename', name: await secondName(db, subject) }];
}

/** What was meant for a contact that is gone can become a new one's; where nobody knows its name, it is asked for. */
async function anewWays(db: BookDb, change: NewChange | null, subject: string): Promise<ConflictWay[]> {
  switch (change?.name) {
    case 'contact.create':
    case 'contact.patch':
      return [{ do: 'rename', name: subject === '' ? '' : await freeName(db, subject) }];
    case 'sender.attach':
    case 'record.put':
      return contactOf(change) === null ? [] : [{ do: 'rename', name: '' }];
    default:
      return [];
  }
}

/** The two contacts that could be made one to settle a conflict: mine into theirs; null where there are not two. */
export async function pairOf(
  db: BookDb,
  { code, other }: ConflictRow,
  change: NewChange | null,
): Promise<Pair | null> {
  const mine = change ? contactOf(change) : null;
  if (mine === null || other.contactId === null) return null;
  const [here, there] = [await rootContact(db, mine), await rootContact(db, other.contactId)];
  if (!here || !there || here.id === there.id) return null;
  if (change?.name === 'contact.merge')
    // Somebody else merged what was to be merged: then its survivor is.
    return code === 'merged' ? { from: there, into: here } : null;
  return ['name_taken', 'sender_taken', 'renamed'].includes(code) ? { from: here, into: there } : null;
}
