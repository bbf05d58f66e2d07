import type { BookDb, OutboxEntry } from './db.ts';
import { guardStorage } from './refusal.ts';
import { rowKey } from './row-key.ts';

/** All unsent changes in their order, for an export before they would be lost. */
export function unsentChanges(db: BookDb): Promise<OutboxEntry[]> {
  return guardStorage(() => db.outbox.orderBy('id').toArray());
}

/**
 * Which of these contacts have something that is not on the server yet: themselves or a sender of theirs.
 * @param queued rows, by `rowKey`, that are known to be unsent
 */
export async function unsentAmong(
  db: BookDb,
  contacts: readonly { id: string; senders: readonly { channel: string; key: string }[] }[],
  queued: ReadonlySet<string> = new Set(),
): Promise<Set<string>> {
  const owners = new Map(
    contacts.flatMap(({ id, senders }) => [
      [rowKey.contact(id), id] as const,
      ...senders.map(({ channel, key }) => [rowKey.sender(channel, key), id] as const),
    ]),
  );
  const unsent = new Set([...owners].flatMap(([key, id]) => (queued.has(key) ? [id] : [])));
  const asked = [...owners].flatMap(([key, id]) => (unsent.has(id) ? [] : [key]));
  for (const { touches } of await entriesTouching(db, asked))
    for (const key of touches) if (owners.has(key)) unsent.add(owners.get(key) ?? '');
  return unsent;
}

/** The field keys of a contact whose values are not on the server yet (R14); `name` for its name. */
export async function unsentFields(db: BookDb, contactId: string): Promise<string[]> {
  const fields = new Set<string>();
  for (const change of await entriesTouching(db, [rowKey.contact(contactId)])) {
    if (change.name === 'contact.create') {
      fields.add('name');
      for (const key of Object.keys(change.args.fields)) fields.add(key);
    } else if (change.name === 'contact.patch' || change.name === 'contact.merge') {
      if (change.args.name !== undefined) fields.add('name');
      for (const key of Object.keys(change.args.set)) fields.add(key);
    }
  }
  return [...fields];
}

/** Of each of these senders whether it is not on the server yet (R14). */
export async function unsentSenders(
  db: BookDb,
  senders: readonly { channel: string; key: string }[],
): Promise<boolean[]> {
  const keys = senders.map(({ channel, key }) => rowKey.sender(channel, key));
  const found = new Set((await entriesTouching(db, keys)).flatMap(({ touches }) => touches));
  return keys.map((key) => found.has(key));
}

/** Which of these records (notes ...) are not on the server as they are shown. */
export async function unsentRecords(db: BookDb, kind: string, ids: readonly string[]): Promise<Set<string>> {
  const keys = new Map(ids.map((id) => [rowKey.record(kind, id), id]));
  const found = await entriesTouching(db, [...keys.keys()]);
  return new Set(found.flatMap(({ touches }) => touches.flatMap((key) => keys.get(key) ?? [])));
}

/** Whether anything waits to be sent. */
export async function hasUnsent(db: BookDb): Promise<boolean> {
  return (await guardStorage(() => db.outbox.limit(1).primaryKeys())).length > 0;
}

async function entriesTouching(db: BookDb, keys: string[]): Promise<OutboxEntry[]> {
  if (keys.length === 0) return [];
  return guardStorage(async () => {
    // Most of the time nothing waits, and that is one question instead of one for each key.
    if (!(await hasUnsent(db))) return [];
    return db.outbox.where('touches').anyOf(keys).distinct().sortBy('id');
  });
}
