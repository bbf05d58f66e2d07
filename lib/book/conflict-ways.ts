import type { ConflictWay } from '#lib/messages/book.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ConflictRow } from '#lib/protocol/rows.ts';
import type { BookDb, StoredContact } from '#lib/store/db.ts';
import { rootContact } from '#lib/store/read-merges.ts';
import { freeName } from './names.ts';
import { contactOf } from './read-conflict.ts';

/** Both contacts of a conflict, where both are there: they may be one person (X1, R12). */
export type Pair = { from: StoredContact; into: StoredContact };

/** What can be done about a conflict, the likeliest first. Discarding is always possible, and never happens by itself. */
export async function waysOf(
  db: BookDb,
  row: ConflictRow,
  change: NewChange | null,
  subject: string,
): Promise<ConflictWay[]> {
  const discard: ConflictWay = { do: 'discard' };
  const isCreate = change?.name === 'contact.create';
  const attach: ConflictWay[] = isCreate && row.other.contactId !== null ? [{ do: 'attach' }] : [];
  const merge: ConflictWay[] = (await pairOf(db, row, change)) ? [{ do: 'merge' }] : [];
  const retry: ConflictWay[] = change ? [{ do: 'retry' }] : [];
  const rename = await renameWays(db, change, subject);
  switch (row.code) {
    case 'name_taken':
      return [...attach, ...merge, ...rename, discard];
    case 'sender_taken':
      return [...attach, ...merge, ...(isCreate ? [] : retry), discard];
    case 'merged':
    case 'renamed':
      return [...merge, discard];
    case 'deleted':
    case 'not_found':
    case 'id_exists':
      return [...rename, discard];
    case 'invalid':
    case 'role':
      return [...retry, discard];
    case 'field_overwritten':
      return [...(change ? [{ do: 'mine' } as const] : []), discard];
    default:
      return [discard];
  }
}

const NAMED: ReadonlySet<string> = new Set([
  'contact.create',
  'contact.patch',
  'contact.merge',
  'contact.unmerge',
]);
const ANEW: ReadonlySet<string> = new Set(['sender.attach', 'record.put']);

/** What has a name can be called otherwise; a sender or a note whose contact is gone needs one to become a new contact. */
async function renameWays(db: BookDb, change: NewChange | null, subject: string): Promise<ConflictWay[]> {
  if (!change) return [];
  if (NAMED.has(change.name) && subject !== '') return [{ do: 'rename', name: await freeName(db, subject) }];
  return ANEW.has(change.name) && contactOf(change) !== null ? [{ do: 'rename', name: '' }] : [];
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
