import type { From } from '#server/auth/accounts.ts';
import { headersOf, isRefusal } from '#server/auth/accounts.ts';
import { recheckSockets } from '#server/auth/sessions.ts';
import type { Server } from '#server/server.ts';
import { mirrorMembers, workspacesOf } from '#server/sync/membership.ts';

/** Changes what colleagues see of somebody. @returns false where somebody else has the address */
export async function changeProfile(
  server: Server,
  userId: string,
  to: { name: string; email: string },
): Promise<boolean> {
  const { internalAdapter } = await server.auth.$context;
  const found = await internalAdapter.findUserByEmail(to.email);
  if (found && found.user.id !== userId) return false;
  try {
    await internalAdapter.updateUser(userId, to);
  } catch (error) {
    // Two who take one address at once: the table lets one.
    const now = await internalAdapter.findUserByEmail(to.email);
    if (now && now.user.id !== userId) return false;
    throw error;
  }
  await mirrorEverywhere(server, userId);
  return true;
}

async function mirrorEverywhere(server: Server, userId: string): Promise<void> {
  const { db } = server.database;
  for (const { id } of await workspacesOf(db, userId)) {
    const version = await mirrorMembers(db, id);
    if (version !== null) server.pokes.poke(id, version);
  }
}

/** Whether a password is somebody's own, asked again before what matters. */
export async function isPasswordOf(server: Server, userId: string, password: string): Promise<boolean> {
  const { internalAdapter, password: passwords } = await server.auth.$context;
  const hash = (await internalAdapter.findCredentialAccount(userId))?.password;
  return typeof hash === 'string' && passwords.verify({ hash, password });
}

/**
 * Changes the password and ends every other session.
 * @returns the cookies of the session that goes on, or null where the old password is not theirs
 */
export async function changePassword(
  server: Server,
  from: From,
  who: { cookie: string; userId: string },
  passwords: { old: string; next: string },
): Promise<string[] | null> {
  try {
    const { headers } = await server.auth.api.changePassword({
      body: { currentPassword: passwords.old, newPassword: passwords.next, revokeOtherSessions: true },
      headers: headersOf(from, who.cookie),
      returnHeaders: true,
    });
    await recheckSockets(server, who.userId);
    return headers.getSetCookie();
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}
