import type { Transaction } from 'kysely';
import { may, role as roleSchema, type Role } from '#lib/model/role.ts';
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

export type MemberProblem = 'member_not_permitted' | 'member_last_owner';
type Edit = { workspace: string; by: string; userId: string; role: Role | null };

/** Gives a member another role, or none: then they are no member any more. The last owner stays (X14). */
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
  const [who, now] = [await roleOf(trx, workspace, by), await roleOf(trx, workspace, userId)];
  if (!who || !now || !mayChange(who, now)) return 'member_not_permitted';
  if (role !== null && !rolesToGive(who).includes(role)) return 'member_not_permitted';
  if (now === 'owner' && role !== 'owner' && (await countOwners(trx, workspace)) === 1)
    return 'member_last_owner';
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

async function countOwners(trx: Transaction<Tables>, workspace: string): Promise<number> {
  const owners = await trx
    .selectFrom('member')
    .select('id')
    .where('organizationId', '=', workspace)
    .where('role', '=', 'owner')
    .execute();
  return owners.length;
}
