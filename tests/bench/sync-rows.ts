import type { Rows } from '#lib/protocol/rows.ts';
import { Client } from '#tests/server/client.ts';
import type { Club } from '#tests/e2e/harness/club.ts';

export type BookRows = Pick<Rows, 'contact' | 'sender'>;

/** The rows that a first sync brings, as the server sends them. */
export async function rowsOf({ team, owner }: Club): Promise<BookRows> {
  const { contact, sender } = await new Client(team, owner).pull(5000);
  return { contact, sender };
}

/** The same people as PouchDB would keep them: a contact with its senders is one document. */
export function documentsOf({ contact, sender }: BookRows): object[] {
  const senders = Map.groupBy(sender, ({ contactId }) => contactId);
  return contact.map((row) => ({ ...row, _id: row.id, senders: senders.get(row.id) ?? [] }));
}
