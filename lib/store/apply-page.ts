import type { Cursor, PageToken, PullPage } from '#lib/protocol/pull.ts';
import type { ConflictRow, ContactRow, RecordRow, Rows, SenderRow } from '#lib/protocol/rows.ts';
import type { BookDb, Row } from './db.ts';
import { isDeepEqual } from '#lib/model/deep-equal.ts';
import { getMeta, setMeta, type PullWindow } from './meta.ts';
import { ownedBy } from './read-around.ts';
import { confirm, rebase } from './rebase.ts';
import { guardStorage } from './refusal.ts';
import { rowKey } from './row-key.ts';
import { startOver } from './start-over.ts';
import { forgetPlaces, writeFresh, type FreshRows } from './write-fresh.ts';

/** Where a replica is, for the next page to ask for, and whose unsent changes its answer speaks of. */
export type Asked = { clientId: string; cursor: Cursor | PageToken | null };

/**
 * `thrown-away`: the cursor it was asked with is no longer current, since another worker instance was quicker
 * (invariant 9) · `ahead`: kept, but the server knows more changes of this client than it ever made.
 */
export type PageOutcome = 'more' | 'drained' | 'thrown-away' | 'ahead';

/**
 * Takes one page of a pull: rows with the unsent changes laid anew on them, packed lines, cursor and confirmed
 * outbox in one transaction (law 4).
 * @param at ISO 8601, remembered as the time of the last sync when the window is drained
 */
export async function applyPage(db: BookDb, asked: Asked, page: PullPage, at: string): Promise<PageOutcome> {
  return guardStorage(() => db.transaction('rw', db.tables, async () => apply(db, asked, page, at)));
}

/** What to ask the server for next. */
export async function nextToPull(db: BookDb): Promise<Cursor | PageToken | null> {
  const { cursor, window } = await guardStorage(() => getMeta(db, 'pull'));
  return window?.token ?? cursor;
}

async function apply(db: BookDb, asked: Asked, page: PullPage, at: string): Promise<PageOutcome> {
  const pull = await getMeta(db, 'pull');
  if (!isDeepEqual(pull.window?.token ?? pull.cursor, asked.cursor)) return 'thrown-away';
  if (pull.anew) await startOver(db, pull.anew, page, at);
  const client = await getMeta(db, 'client');
  const ahead = client.id === asked.clientId && page.lastChangeId >= client.next;
  const known = client.id === asked.clientId && !ahead ? page.lastChangeId : 0;
  const pinned = Math.min(known, pull.window?.pinned ?? known);
  const fresh = pull.window?.fresh ?? (pull.cursor === null && (await isUntouched(db)));
  await writePage(db, page.rows, pinned, fresh);
  const done = (pull.window?.done ?? 0) + countRows(page.rows);
  const window = { pinned, fresh, done, total: page.total ?? null };
  await (page.next
    ? setMeta(db, 'pull', { cursor: pull.cursor, at: pull.at, window: { ...window, token: page.next } })
    : drain(db, page, window, at));
  if (ahead) return 'ahead';
  return page.next ? 'more' : 'drained';
}

/** Whether everything here is unsent, so that no row of a first window can be here already. */
async function isUntouched(db: BookDb): Promise<boolean> {
  const [rows, unsent] = [await db.contacts.count(), await db.serverRows.count()];
  if (rows > unsent) return false;
  const known = ({ version }: { version: number }) => version > 0;
  return (await db.merged.filter(known).count()) + (await db.contacts.filter(known).count()) === 0;
}

async function drain(
  db: BookDb,
  page: PullPage,
  { pinned }: Omit<PullWindow, 'token'>,
  at: string,
): Promise<void> {
  const cursor = page.cursor ?? null;
  await setMeta(db, 'pull', { cursor, window: null, at });
  forgetPlaces(db);
  // A row that changed while its window was being paged comes with the next: confirmed before that, an edit would
  // vanish from sight for a moment. A window of one page is never behind, so this waits for one more pull at most.
  if (cursor && page.head <= cursor.v) await confirm(db, pinned);
}

async function writePage(db: BookDb, rows: Rows, pinned: number, fresh: boolean): Promise<void> {
  await writeMembers(db, rows);
  const changed = serverRowsOf(rows);
  await addPurged(db, rows.contact, changed);
  if (!fresh) return rebase(db, changed, pinned);
  const under = new Set(await db.serverRows.toCollection().primaryKeys());
  const [plain, covered] = partRows(rows, under);
  await writeFresh(db, plain);
  if (covered.length > 0)
    await rebase(db, new Map(covered.map((key) => [key, changed.get(key) ?? null])), pinned);
}

async function writeMembers(db: BookDb, { member }: Rows): Promise<void> {
  await db.members.bulkPut(member.filter(({ deleted }) => !deleted));
  await db.members.bulkDelete(member.filter(({ deleted }) => deleted).map(({ userId }) => userId));
}

/** A page's rows by their keys; null for a tombstone, and for a conflict that is settled. */
function serverRowsOf(rows: Rows): Map<string, Row | null> {
  return new Map<string, Row | null>([
    ...rows.contact.map((row) => [keyOf.contact(row), row.deleted ? null : row] as const),
    ...rows.sender.map((row) => [keyOf.sender(row), row.deleted ? null : row] as const),
    ...rows.record.map((row) => [keyOf.record(row), row.deleted ? null : row] as const),
    ...rows.conflict.map((row) => [keyOf.conflict(row), row.deleted || row.resolved ? null : row] as const),
  ]);
}

const keyOf = {
  contact: (row: ContactRow) => rowKey.contact(row.id),
  sender: (row: SenderRow) => rowKey.sender(row.channel, row.key),
  record: (row: RecordRow) => rowKey.record(row.kind, row.id),
  conflict: (row: ConflictRow) => rowKey.conflict(row.id),
};

/**
 * Adds what goes with a deleted contact (B59): the server keeps no tombstones of its senders. What goes is what the
 * server knew to be the contact's, not what unsent changes alone gave to it. A row that this page brings is newer.
 */
async function addPurged(
  db: BookDb,
  contacts: readonly ContactRow[],
  changed: Map<string, Row | null>,
): Promise<void> {
  const gone = new Set(contacts.filter(({ deleted }) => deleted).map(({ id }) => id));
  if (gone.size === 0) return;
  const purge = (key: string) => {
    if (!changed.has(key)) changed.set(key, null);
  };
  // All at once: a walk asks for the next only when it has the one before.
  const kept = await db.serverRows.toArray();
  const covered = new Set(kept.map(({ key }) => key));
  const purgeShown = (key: string) => {
    if (!covered.has(key)) purge(key);
  };
  for (const row of await ownedBy(db.senders, [...gone])) purgeShown(keyOf.sender(row));
  for (const row of await ownedBy(db.records, [...gone])) purgeShown(keyOf.record(row));
  // Under an unsent change the tables do not show what the server knew.
  for (const { key, row } of kept)
    if (row && 'contactId' in row && row.contactId !== null && gone.has(row.contactId)) purge(key);
}

/** A first sync's rows: those nothing local lies on, and the keys of the others. */
function partRows(rows: Rows, under: ReadonlySet<string>): [FreshRows, string[]] {
  const covered: string[] = [];
  const plain = <T extends { deleted: boolean }>(list: T[], key: (row: T) => string) =>
    list.filter((row) => {
      const lies = under.has(key(row));
      if (lies) covered.push(key(row));
      return !lies && !row.deleted;
    });
  const fresh = {
    contact: plain(rows.contact, keyOf.contact),
    sender: plain(rows.sender, keyOf.sender),
    record: plain(rows.record, keyOf.record),
    conflict: plain(rows.conflict, keyOf.conflict).filter(({ resolved }) => !resolved),
  };
  return [fresh, covered];
}

function countRows(rows: Rows): number {
  return Object.values(rows).reduce((sum, { length }) => sum + length, 0);
}
