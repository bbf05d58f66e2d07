import type { NewChange } from '#lib/protocol/change.ts';
import type { Cursor, PageToken } from '#lib/protocol/pull.ts';
import type { BookDb, Row } from './db.ts';
import { isDeepEqual } from '#lib/model/deep-equal.ts';
import { lay } from './lay.ts';
import { getMeta, setMeta } from './meta.ts';
import { guardStorage } from './refusal.ts';
import { namedRows, readRowKey } from './row-key.ts';
import { forgetPlaces } from './write-fresh.ts';
import { writeRows } from './write-rows.ts';

type Waiting = { change: NewChange; touches: string[]; at: string };

/**
 * The server's data have a new epoch: a backup was restored. The next pull begins anew; what is here stays in sight
 * until its first page comes.
 * @param asked the cursor that was refused; where another instance has moved it, nothing is done
 */
export async function beginAnew(db: BookDb, asked: Cursor | PageToken): Promise<void> {
  await guardStorage(() =>
    db.transaction('rw', [db.meta], async () => {
      const { at, cursor, window } = await getMeta(db, 'pull');
      if (!isDeepEqual(window?.token ?? cursor, asked)) return;
      await setMeta(db, 'pull', { cursor: null, window: null, at, restored: true });
    }),
  );
}

/**
 * Empties the replica for the first page of a restored server, inside the transaction that takes it. Unsent changes
 * stay; what the server has forgotten, rows newer than its backup, is proposed to it again before them, by a new client
 * whose changes are numbered from 1.
 */
export async function startOver(db: BookDb, backup: number, at: string): Promise<void> {
  const forgotten = (await proposals(db, backup)).map((change) => ({
    change,
    touches: namedRows(change),
    at,
  }));
  const unsent = (await db.outbox.orderBy('id').toArray()).map(({ name, args, touches, at }) => ({
    change: { name, args } as NewChange,
    touches,
    at,
  }));
  await empty(db);
  await requeue(db, [...forgotten, ...unsent]);
}

/** What the server had after the version `backup`, as changes that make it again. */
async function proposals(db: BookDb, backup: number): Promise<NewChange[]> {
  const newer = (row: { version: number }) => row.version > backup;
  const senders = await db.senders.filter(newer).toArray();
  const contacts = await db.contacts.filter(newer).toArray();
  const records = await db.records.filter(newer).toArray();
  const made = new Set(contacts.map(({ id }) => id));
  const create = contacts.map(({ id, name, fields }): NewChange => {
    const own = senders.filter(({ contactId }) => contactId === id);
    return { name: 'contact.create', args: { id, name, fields, senders: own } };
  });
  const attach = senders
    .filter(({ contactId }) => !made.has(contactId))
    .map((sender): NewChange => ({ name: 'sender.attach', args: { contactId: sender.contactId, sender } }));
  const put = records.map(({ kind, id, contactId, fields }): NewChange => ({
    name: 'record.put',
    args: { kind, id, contactId, set: fields, base: {} },
  }));
  return [...create, ...attach, ...put];
}

async function empty(db: BookDb): Promise<void> {
  const tables = [db.contacts, db.merged, db.senders, db.records, db.members, db.conflicts, db.serverRows];
  for (const table of [...tables, db.searchBlocks, db.outbox]) await table.clear();
  await db.meta.bulkDelete(['blocks', 'orphans']);
  forgetPlaces(db);
}

async function requeue(db: BookDb, waiting: readonly Waiting[]): Promise<void> {
  const by = (await getMeta(db, 'user')).id;
  const rows = new Map<string, Row | null>();
  for (const { change, touches, at } of waiting)
    for (const key of touches) rows.set(key, lay(readRowKey(key), rows.get(key) ?? null, change, { at, by }));
  await db.outbox.bulkAdd(
    waiting.map(({ change, touches, at }, i) => ({ ...change, id: i + 1, touches, at })),
  );
  await db.serverRows.bulkAdd([...rows.keys()].map((key) => ({ key, row: null })));
  await setMeta(db, 'client', { id: crypto.randomUUID(), next: waiting.length + 1, pushed: 0 });
  await writeRows(db, rows);
}
