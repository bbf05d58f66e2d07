import { isAPIError } from 'better-auth/api';
import { cookieOf, signIn, signUp, type Begun, type From, type Halfway } from '#server/auth/accounts.ts';
import type { Role } from '#lib/model/role.ts';
import type { Server } from '#server/server.ts';
import { mirrorMembers, roleOf } from '#server/sync/membership.ts';

export type Invitation = {
  id: string;
  workspace: string;
  email: string;
  role: string;
  expiresAt: Date;
};

type Stored = {
  id: string;
  organizationId: string;
  email: string;
  role: string;
  status: string;
  expiresAt: Date;
};

const shown = (row: Stored): Invitation => ({
  id: row.id,
  workspace: row.organizationId,
  email: row.email,
  role: row.role,
  expiresAt: row.expiresAt,
});

/** An invitation that can still be used. */
export async function openInvitation(server: Server, id: string): Promise<Invitation | null> {
  const { adapter } = await server.auth.$context;
  const row = await adapter.findOne<Stored>({ model: 'invitation', where: [{ field: 'id', value: id }] });
  return row?.status === 'pending' && row.expiresAt > server.source.now() ? shown(row) : null;
}

/** A workspace's open invitations, the latest first. */
export async function openInvitations(server: Server, workspace: string): Promise<Invitation[]> {
  const { adapter } = await server.auth.$context;
  const rows = await adapter.findMany<Stored>({
    model: 'invitation',
    where: [
      { field: 'organizationId', value: workspace },
      { field: 'status', value: 'pending' },
    ],
    sortBy: { field: 'expiresAt', direction: 'desc' },
  });
  return rows.map(shown).filter(({ expiresAt }) => expiresAt > server.source.now());
}

export type InviteProblem = 'invite_not_permitted' | 'invite_member_already' | 'invite_refused';

/** Invites an address into a workspace; an open invitation of the same address is void then. */
export async function invite(
  server: Server,
  cookie: string,
  body: { workspace: string; email: string; role: Role },
): Promise<{ id: string } | { problem: InviteProblem }> {
  try {
    const made = await server.auth.api.createInvitation({
      body: { organizationId: body.workspace, email: body.email, role: body.role as never },
      headers: new Headers({ cookie }),
    });
    return { id: made.id };
  } catch (error) {
    if (!isAPIError(error) || error.statusCode >= 500) throw error;
    if (error.statusCode === 403) return { problem: 'invite_not_permitted' };
    const already = error.body?.code === 'USER_IS_ALREADY_A_MEMBER_OF_THIS_ORGANIZATION';
    return { problem: already ? 'invite_member_already' : 'invite_refused' };
  }
}

/** Takes an invitation back. Whoever may invite may; callers have checked that it is of their workspace. */
export async function revokeInvitation(server: Server, cookie: string, id: string): Promise<void> {
  await server.auth.api.cancelInvitation({
    body: { invitationId: id },
    headers: new Headers({ cookie }),
  });
}

/** @returns whether it was still open */
async function voidOne(server: Server, id: string): Promise<boolean> {
  const { numUpdatedRows } = await server.database.db
    .updateTable('invitation')
    .set({ status: 'canceled' })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Lets a signed-in person in; the invitation is used up. @returns whether it was theirs and still open */
export async function accept(
  server: Server,
  who: { userId: string; cookie: string },
  invitation: Invitation,
): Promise<boolean> {
  // A member keeps the role they have: it is changed on the members page, by those who may.
  if (await roleOf(server.database.db, invitation.workspace, who.userId))
    return voidOne(server, invitation.id);
  try {
    await server.auth.api.acceptInvitation({
      body: { invitationId: invitation.id },
      headers: new Headers({ cookie: who.cookie }),
    });
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return false;
    throw error;
  }
  const version = await mirrorMembers(server.database.db, invitation.workspace);
  if (version !== null) server.pokes.poke(invitation.workspace, version);
  return true;
}

/**
 * An invited person comes in: as a new user with a name, or, without one, as the one who has the address already.
 * @returns null where the password is not theirs, or the invitation was used meanwhile; halfway where theirs asks for
 * a second factor, after which they accept as somebody signed in
 */
export async function join(
  server: Server,
  from: From,
  invitation: Invitation,
  form: { name: string | null; password: string },
): Promise<Begun | Halfway | null> {
  const { email } = invitation;
  const { name, password } = form;
  const begun =
    name === null
      ? await signIn(server.auth, from, { email, password })
      : await signUp(server.auth, from, { email, name, password });
  if (!begun || 'secondFactor' in begun) return begun;
  const who = { userId: begun.userId, cookie: cookieOf(begun.setCookies) };
  return (await accept(server, who, invitation)) ? begun : null;
}
