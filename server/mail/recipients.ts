import type { Kysely } from 'kysely';
import { emailKey } from '#lib/model/email.ts';
import { members, textOf } from '#lib/model/field.ts';
import { readGroups } from '#server/api/public/groups.ts';
import type { Tables } from '#server/db/schema.ts';
import { inParts } from '#server/sync/parts.ts';

/**
 * Whether a contact has an address, as a sender or as an e-mail, itself or by one that is merged into it: the server
 * writes to the team's own contacts, and to nobody else. Null where there is no such contact.
 */
export async function hasAddress(
  db: Kysely<Tables>,
  workspace: string,
  contactId: string,
  address: string,
): Promise<boolean | null> {
  const key = emailKey(address);
  const groups = await readGroups(db, workspace, [contactId]);
  const root = groups.root(contactId);
  if (!root) return null;
  if (key === null) return false;
  const ids = groups.members(root.id);
  const fields = ids.map((id) => groups.byId.get(id)?.fields ?? {});
  if (fields.some((one) => members(one, 'email').some((each) => emailKey(each) === key))) return true;
  return (await sendersOf(db, workspace, ids)).some((value) => emailKey(value) === key);
}

async function sendersOf(db: Kysely<Tables>, workspace: string, ids: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const part of inParts(ids)) {
    const rows = await db
      .selectFrom('sender')
      .select('value')
      .where('workspace_id', '=', workspace)
      .where('contact_id', 'in', part)
      .where('deleted', '=', 0)
      .execute();
    found.push(...rows.map(({ value }) => value));
  }
  return found;
}

/** Whether an address is one of the team's own mailboxes: answers may be asked to it. */
export async function isOwnMailbox(db: Kysely<Tables>, workspace: string, address: string): Promise<boolean> {
  const rows = await db
    .selectFrom('record')
    .select('fields')
    .where('workspace_id', '=', workspace)
    .where('kind', '=', 'integration')
    .where('deleted', '=', 0)
    .execute();
  const key = emailKey(address);
  return rows.some(({ fields }) => key !== null && emailKey(textOf(JSON.parse(fields), 'address')) === key);
}
