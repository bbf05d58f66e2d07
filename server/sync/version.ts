import { sql, type Transaction } from 'kysely';
import type { Tables } from '#server/db/schema.ts';
import { Refused } from '#server/door/problem.ts';

/** Raises the workspace's version, and holds its row until the transaction ends. */
export async function nextVersion(
  trx: Transaction<Tables>,
  workspace: string,
): Promise<{ version: number; epoch: string }> {
  const row = await trx
    .updateTable('workspace_sync')
    .set({ version: sql`version + 1` })
    .where('workspace_id', '=', workspace)
    .returning(['version', 'epoch'])
    .executeTakeFirst();
  if (!row) throw new Refused('not_a_member');
  return row;
}
