import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Role } from '#lib/model/role.ts';
import { role as roleSchema } from '#lib/model/role-schema.ts';
import type { Tables } from '#server/db/schema.ts';
import { insist, transact } from '#server/db/transact.ts';
import { nextVersion } from '#server/sync/version.ts';

/** A member's role, from better-auth's own table; null for anybody else, and for a workspace that is not. */
export async function roleOf(db: Kysely<Tables>, workspace: string, userId: string): Promise<Role | null> {
  const row = await db
    .selectFrom('member')
    .select('role')
    .where('organizationId', '=', workspace)
    .where('userId', '=', userId)
    .executeTakeFirst();
  const parsed = roleSchema.safeParse(row?.role);
  return parsed.success ? parsed.data : null;
}

/** The workspaces somebody is a member of. */
export async function workspacesOf(db: Kysely<Tables>, userId: string) {
  const rows = await db
    .selectFrom('member')
    .innerJoin('organization', 'organization.id', 'member.organizationId')
    .select(['organization.id', 'organization.name', 'member.role'])
    .where('member.userId', '=', userId)
    .orderBy('organization.name')
    .execute();
  return rows.filter(({ role }) => roleSchema.safeParse(role).success);
}

/** Makes the sync side of a workspace that has none. The epoch names this life of its data. */
async function openWorkspace(db: Kysely<Tables>, workspace: string): Promise<void> {
  // A statement alone may lose a race, too, where all of them are serializable.
  await insist(() =>
    db
      .insertInto('workspace_sync')
      .values({ workspace_id: workspace, version: 0, epoch: randomUUID(), floor: 0 })
      .onConflict((conflict) => conflict.column('workspace_id').doNothing())
      .execute(),
  );
}

/**
 * Brings the members that replicas see in step with better-auth's table. Whoever left keeps their name, so that what
 * they did stays readable, and nothing else.
 * @returns the new version, or null where nothing had changed
 */
export async function mirrorMembers(db: Kysely<Tables>, workspace: string): Promise<number | null> {
  await openWorkspace(db, workspace);
  return transact(db, async (trx) => {
    const stale = await staleMembers(trx, workspace);
    if (stale.length === 0) return null;
    const { version } = await nextVersion(trx, workspace);
    for (const row of stale) {
      const columns = { name: row.name, email: row.email, role: row.role, deleted: row.deleted, version };
      await trx
        .insertInto('member_row')
        .values({ workspace_id: workspace, user_id: row.user_id, ...columns })
        .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doUpdateSet(columns))
        .execute();
    }
    return version;
  });
}

type Mirrored = Pick<Tables['member_row'], 'user_id' | 'name' | 'email' | 'role' | 'deleted'>;

async function staleMembers(trx: Transaction<Tables>, workspace: string): Promise<Mirrored[]> {
  const members = await trx
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select(['user.id as user_id', 'user.name', 'user.email', 'member.role'])
    .where('member.organizationId', '=', workspace)
    .execute();
  const seen = await trx
    .selectFrom('member_row')
    .select(['user_id', 'name', 'email', 'role', 'deleted'])
    .where('workspace_id', '=', workspace)
    .execute();
  const known = new Map(seen.map((row) => [row.user_id, row]));
  const here = new Set(members.map(({ user_id }) => user_id));
  const gone = seen
    .filter(({ user_id, deleted }) => deleted === 0 && !here.has(user_id))
    .map(({ user_id, name }) => ({ user_id, name, email: '', role: '', deleted: 1 }));
  const fresh = members.map((member) => ({ ...member, deleted: 0 }));
  return [...fresh.filter((member) => differs(known.get(member.user_id), member)), ...gone];
}

function differs(known: Mirrored | undefined, member: Mirrored): boolean {
  if (!known) return true;
  return (['name', 'email', 'role', 'deleted'] as const).some((column) => known[column] !== member[column]);
}
