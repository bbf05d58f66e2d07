import { sql, type Kysely } from 'kysely';
import type { Tables } from '#server/db/schema.ts';
import type { Pusher } from '#server/sync/push.ts';

/** A row's place in a window: which table, and its key in there; the second half is '' where the key has only one. */
export type Place = { table: number; version: number; key: [string, string] };
export type Window = { v: number; to: number; after: Place | null };

/** Rows as they lie in the tables. */
export type Rows = {
  contact: Tables['contact'][];
  sender: Tables['sender'][];
  record: Tables['record'][];
  conflict: Tables['conflict'][];
  member: Tables['member_row'][];
};

type Kind = keyof Rows;
const ORDER = ['contact', 'sender', 'record', 'conflict', 'member'] as const satisfies readonly Kind[];
const TABLE = {
  contact: { name: 'contact', key: ['id'] },
  sender: { name: 'sender', key: ['channel', 'sender_key'] },
  record: { name: 'record', key: ['kind', 'id'] },
  conflict: { name: 'conflict', key: ['id'] },
  member: { name: 'member_row', key: ['user_id'] },
} as const;

type Page = { rows: Rows; last: Place | null; more: boolean };

/** The next `limit` rows of a window, table after table, each in the order of its versions. */
export async function readWindow(
  db: Kysely<Tables>,
  who: Pusher,
  window: Window,
  limit: number,
): Promise<Page> {
  const rows: Rows = { contact: [], sender: [], record: [], conflict: [], member: [] };
  let left = limit;
  let last: Place | null = null;
  for (const [table, kind] of ORDER.entries()) {
    const after = window.after;
    if (after && table < after.table) continue;
    // One row more than wanted tells whether there is another page.
    const found = await readTable(
      db,
      who,
      kind,
      { ...window, after: after?.table === table ? after : null },
      left + 1,
    );
    const taken = found.slice(0, left);
    // A table's rows under its own name.
    Object.assign(rows, { [kind]: taken });
    const end = taken.at(-1);
    if (end) last = placeOf(table, kind, end);
    if (found.length > left) return { rows, last, more: true };
    left -= taken.length;
  }
  return { rows, last, more: false };
}

/** How many rows a window has, for a progress bar. */
export async function countWindow(db: Kysely<Tables>, who: Pusher, window: Window): Promise<number> {
  let total = 0;
  for (const kind of ORDER) {
    const [row] = await sql<{ count: number }>`
      select count(*) as count ${from(who, kind, window)} and version > ${window.v}`
      .execute(db)
      .then((result) => result.rows);
    total += row?.count ?? 0;
  }
  return total;
}

type Found = Record<string, unknown> & { version: number };

async function readTable(
  db: Kysely<Tables>,
  who: Pusher,
  kind: Kind,
  window: Window,
  limit: number,
): Promise<Found[]> {
  const { key } = TABLE[kind];
  const columns = sql.join([sql.ref('version'), ...key.map((column) => sql.ref(column))]);
  const { after } = window;
  // Instead of the window's beginning, not beside it: SQLite takes the first that fits its index, and would read all
  // pages before this one again.
  const begin = after
    ? sql`(${columns}) > (${sql.join([after.version, ...after.key.slice(0, key.length)])})`
    : sql`version > ${window.v}`;
  const query = sql<Found>`select * ${from(who, kind, window)} and ${begin} order by ${columns} limit ${limit}`;
  return (await query.execute(db)).rows;
}

/** A replica that has nothing yet needs no tombstones; conflicts are shown to their own user only. */
function from(who: Pusher, kind: Kind, window: Window) {
  const own = kind === 'conflict' ? sql`and user_id = ${who.userId}` : sql``;
  const live = window.v === 0 && kind !== 'member' ? sql`and deleted = 0` : sql``;
  return sql`from ${sql.table(TABLE[kind].name)} where workspace_id = ${who.workspace} ${own} ${live}
    and version <= ${window.to}`;
}

function placeOf(table: number, kind: Kind, row: Found): Place {
  const [first, second] = TABLE[kind].key;
  return {
    table,
    version: row.version,
    key: [String(row[first]), second === undefined ? '' : String(row[second])],
  };
}
