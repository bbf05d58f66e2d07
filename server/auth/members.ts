import type { Kysely, Transaction } from 'kysely';
import { may, type Role } from '#lib/model/role.ts';
import { role as roleSchema } from '#lib/model/role-schema.ts';
import type { Tables } from '#server/db/schema.ts';
import { transact } from '#server/db/transact.ts';
import type { Server } from '#server/server.ts';
import { mirrorMembers, roleOf } from '#server/sync/membership.ts';

export type Member = { userId: string; name: string; email: string; role: Role };

export async function membersOf(server: Server, workspace: string): Promise<Member[]> {
  const rows = await server.database.db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select(['user.id as userId', 'user.name', 'user.email', 'member.role'])
    .where('member.organizationId', '=', workspace)
    .orderBy('user.name')
    .execute();
  return rows.flatMap((row) => {
    const parsed = roleSchema.safeParse(row.role);
    return parsed.success ? [{ ...row, role: parsed.data }] : [];
  });
}

/** The roles somebody may give: only an owner makes owners (X14). */
export function rolesToGive(who: Role): readonly Role[] {
  if (!may(who, 'administer')) return [];
  return roleSchema.options.filter((role) => who === 'owner' || role !== 'owner');
}

/** Whether somebody may change or remove a member of this role. */
export function mayChange(who: Role, member: Role): boolean {
  return may(who, 'administer') && (who === 'owner' || member !== 'owner');
}

/** Whether somebody may leave: everybody but the only owner (X14). */
export async function mayLeave(server: Server, workspace: string, userId: string): Promise<boolean> {
  const { db } = server.database;
  const role = await roleOf(db, workspace, userId);
  return role !== null && (role !== 'owner' || (await countOwners(db, workspace)) > 1);
}

export type MemberProblem = 'member_not_permitted' | 'member_last_owner';
type Edit = { workspace: string; by: string; userId: string; role: Role | null };

/**
 * Gives a member another role, or none: then they are no member any more. Anybody may leave; the last owner stays
 * (X14), of two owners who go at once too.
 */
export async function changeMember(server: Server, edit: Edit): Promise<MemberProblem | null> {
  const { db } = server.database;
  const problem = await transact(db, (trx) => change(trx, edit));
  if (problem) return problem;
  const version = await mirrorMembers(db, edit.workspace);
  if (version !== null) server.pokes.poke(edit.workspace, version);
  server.pokes.recheck(edit.workspace);
  return null;
}

async function change(trx: Transaction<Tables>, edit: Edit): Promise<MemberProblem | null> {
  const { workspace, by, userId, role } = edit;
  await queueUp(trx, workspace);
  const [who, now] = [await roleOf(trx, workspace, by), await roleOf(trx, workspace, userId)];
  if (!who || !now) return 'member_not_permitted';
  const leaves = by === userId && role === null;
  if (!leaves && !mayChange(who, now)) return 'member_not_permitted';
  if (role !== null && !rolesToGive(who).includes(role)) return 'member_not_permitted';
  if (now === 'owner' && role !== 'owner' && (await countOwners(trx, workspace)) === 1)
    return 'member_last_owner';
  await voidInvitations(trx, workspace, userId, role ? rolesToGive(role) : []);
  if (role === null)
    await trx
      .deleteFrom('member')
      .where('organizationId', '=', workspace)
      .where('userId', '=', userId)
      .execute();
  else
    await trx
      .updateTable('member')
      .set({ role })
      .where('organizationId', '=', workspace)
      .where('userId', '=', userId)
      .execute();
  return null;
}

/**
 * Changes of one workspace's members go one after the other, on every engine: whoever comes second waits here, and
 * then sees what the first did.
 */
async function queueUp(trx: Transaction<Tables>, workspace: string): Promise<void> {
  await trx
    .updateTable('workspace_sync')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('workspace_id', '=', workspace)
    .execute();
}

/** What somebody invited to goes with their right to invite to it. */
async function voidInvitations(
  trx: Transaction<Tables>,
  workspace: string,
  userId: string,
  stillGives: readonly Role[],
): Promise<void> {
  const lost = roleSchema.options.filter((role) => !stillGives.includes(role));
  await trx
    .updateTable('invitation')
    .set({ status: 'canceled' })
    .where('organizationId', '=', workspace)
    .where('inviterId', '=', userId)
    .where('status', '=', 'pending')
    .where('role', 'in', lost.length > 0 ? lost : [''])
    .execute();
}

async function countOwners(db: Kysely<Tables>, workspace: string): Promise<number> {
  const owners = await db
    .selectFrom('member')
    .select('id')
    .where('organizationId', '=', workspace)
    .where('role', '=', 'owner')
    .execute();
  return owners.length;
}
