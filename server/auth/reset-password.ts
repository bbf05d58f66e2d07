import { randomBytes } from 'node:crypto';
import type { Auth } from '#server/auth/auth.ts';
import { dropSecondFactor } from '#server/auth/two-factor.ts';
import { recheckSockets } from '#server/auth/sessions.ts';
import type { Server } from '#server/server.ts';

const MINUTES = 60;
/** What a link resets: the password, or the second factor with it, for somebody who lost phone and backup codes. */
export type ResetScope = 'password' | 'password-and-second-factor';

const nameOf = (token: string) => `reset-password:${token}`;
const markOf = (userId: string, scope: ResetScope) => `${scope}:${userId}`;

/**
 * Makes a link by which somebody sets a new password: it works once, within an hour. Only its hash is kept.
 * @param scope the second factor goes only by a link that the server's administrator makes, never by one sent by mail
 * @returns null where nobody has the address
 */
export async function createResetLink(
  auth: Auth,
  url: string,
  email: string,
  scope: ResetScope = 'password',
): Promise<string | null> {
  const { internalAdapter } = await auth.$context;
  const found = await internalAdapter.findUserByEmail(email.toLowerCase());
  if (!found) return null;
  const token = randomBytes(32).toString('base64url');
  await internalAdapter.createVerificationValue({
    identifier: nameOf(token),
    value: markOf(found.user.id, scope),
    expiresAt: new Date(Date.now() + MINUTES * 60_000),
  });
  return `${url}/reset/${token}`;
}

type Owner = { id: string; name: string; email: string; scope: ResetScope };

/** Whose link it is; null where it is used, too old, or was never one. */
export async function ownerOfReset(auth: Auth, token: string): Promise<Owner | null> {
  const { internalAdapter } = await auth.$context;
  const link = await internalAdapter.findVerificationValue(nameOf(token));
  return link && link.expiresAt > new Date() ? ownerOf(auth, link.value) : null;
}

async function ownerOf(auth: Auth, mark: string): Promise<Owner | null> {
  const { internalAdapter } = await auth.$context;
  const [scope = '', userId = ''] = mark.split(':');
  const user = await internalAdapter.findUserById(userId);
  if (!user || (scope !== 'password' && scope !== 'password-and-second-factor')) return null;
  return { id: user.id, name: user.name, email: user.email, scope };
}

/**
 * Sets a new password, which the caller has judged, and ends every session of whoever had the old one.
 * @returns false where the link was used meanwhile
 */
export async function resetPassword(server: Server, token: string, password: string): Promise<boolean> {
  const { internalAdapter, password: passwords } = await server.auth.$context;
  // Hashed first: that takes longest, and of two who use a link at once one gets it.
  const hash = await passwords.hash(password);
  const link = await internalAdapter.consumeVerificationValue(nameOf(token));
  const owner = link && (await ownerOf(server.auth, link.value));
  if (!owner) return false;
  await internalAdapter.updatePassword(owner.id, hash);
  if (owner.scope === 'password-and-second-factor') await dropSecondFactor(server.auth, owner.id);
  await internalAdapter.deleteUserSessions(owner.id);
  await voidLinks(server.auth, owner.id);
  await recheckSockets(server, owner.id);
  return true;
}

/** Links made before are not good for the new password. */
async function voidLinks(auth: Auth, userId: string): Promise<void> {
  const { adapter } = await auth.$context;
  for (const scope of ['password', 'password-and-second-factor'] as const)
    await adapter.deleteMany({
      model: 'verification',
      where: [{ field: 'value', value: markOf(userId, scope) }],
    });
}
