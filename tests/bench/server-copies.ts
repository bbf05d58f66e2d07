import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { openDatabase, type DatabaseSettings } from '#server/db/open.ts';

/** What a table's columns become in a copy; those that are not named stay. `@` is the copy's number. */
const TABLES = {
  contact: {
    columns:
      'workspace_id, id, name, name_key, fields, merged_into, was, created_at, created_by, updated_at, updated_by, version, deleted',
    copy: { id: `id || '-@'`, name: `name || ' @'`, name_key: `name_key || ' @'` },
    original: `length(id) = 36`,
  },
  sender: {
    columns:
      'workspace_id, channel, sender_key, contact_id, value, details, created_at, lost, version, deleted',
    copy: { sender_key: `'@.' || sender_key`, contact_id: `contact_id || '-@'`, value: `'@.' || value` },
    original: `length(contact_id) = 36`,
  },
  history: {
    columns: 'workspace_id, contact_id, version, seq, user_id, client_id, device, at, op',
    copy: { contact_id: `contact_id || '-@'` },
    original: `length(contact_id) = 36`,
  },
} as const;

/**
 * Copies a workspace's contacts with their senders and histories inside the database, with ids, names and senders of
 * their own: pushing a million takes a quarter of an hour, and the tables end the same.
 * @param times how many copies
 */
export async function copyBook(where: DatabaseSettings, workspace: string, times: number): Promise<void> {
  const { db, type, close } = openDatabase(where);
  try {
    for (let copy = 1; copy <= times; copy += 1)
      for (const [table, { columns, copy: becomes, original }] of Object.entries(TABLES)) {
        const values = columns
          .split(', ')
          .map((column) => (becomes as Record<string, string>)[column] ?? column)
          .join(', ')
          .replaceAll('@', String(copy));
        await sql`${sql.raw(`insert into ${table} (${columns}) select ${values} from ${table}`)}
          where workspace_id = ${workspace} and ${sql.raw(original)}`.execute(db);
      }
    // What each does by itself in time: the log goes into the file, and the planner learns how large it has become.
    await sql.raw(type === 'sqlite' ? 'pragma wal_checkpoint(truncate)' : 'vacuum analyze').execute(db);
    // node:sqlite has held this thread: it learns now which of its connections the server has closed meanwhile.
    await sleep(100);
  } finally {
    await close();
  }
}
