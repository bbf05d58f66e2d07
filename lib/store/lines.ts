import type { ContactRow, SenderRow } from '#lib/protocol/rows.ts';
import type { Lined } from './blocks.ts';
import type { BookDb } from './db.ts';
import { mergedInto } from './groups.ts';

/**
 * What the lines of these contacts are made of: themselves, their senders, and the names and senders of all that are
 * merged into them.
 * @param isBare contacts whose senders are not looked for: they cannot be here, or are given in `more`
 * @param more senders to be added
 */
export async function linedWithGroups(
  db: BookDb,
  contacts: readonly (ContactRow & { block: number | null })[],
  isBare: (id: string) => boolean = () => false,
  more: readonly SenderRow[] = [],
): Promise<Lined[]> {
  const groups = await mergedInto(
    db,
    contacts.map(({ id }) => id),
  );
  const all = contacts.flatMap(({ id }) => [id, ...(groups.get(id) ?? []).map((one) => one.id)]);
  const senders = await sendersOf(
    db,
    all.filter((id) => !isBare(id)),
  );
  for (const row of more) push(senders, row.contactId, row);
  return contacts.map((row) => {
    const group = groups.get(row.id) ?? [];
    const ids = [row.id, ...group.map(({ id }) => id)];
    return {
      ...row,
      senders: ids.flatMap((id) => senders.get(id) ?? []),
      group: group.map(({ id }) => id),
      merged: group.map(({ name }) => name),
    };
  });
}

async function sendersOf(db: BookDb, contactIds: string[]): Promise<Map<string, SenderRow[]>> {
  const senders = new Map<string, SenderRow[]>();
  if (contactIds.length === 0) return senders;
  // One question for each, all asked at once: a walk over the index asks for the next only when it has the one before.
  const each = await Promise.all(
    contactIds.map((contactId) => db.senders.where('contactId').equals(contactId).toArray()),
  );
  for (const row of each.flat()) push(senders, row.contactId, row);
  return senders;
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
