import { randomBytes } from 'node:crypto';
import type { Auth } from '#server/auth/auth.ts';
import { recheckSockets } from '#server/auth/sessions.ts';
import type { Server } from '#server/server.ts';

const MINUTES = 60;
const nameOf = (token: string) => `reset-password:${token}`;
const markOf = (userId: string) => `reset-password:${userId}`;

/**
 * Makes a link by which somebody sets a new password: it works once, within an hour. Only its hash is kept.
 * @returns null where nobody has the address
 */
export async function createResetLink(auth: Auth, url: string, email: string): Promise<string | null> {
  const { internalAdapter } = await auth.$context;
  const found = await internalAdapter.findUserByEmail(email.toLowerCase());
  if (!found) return null;
  const token = randomBytes(32).toString('base64url');
  await internalAdapter.createVerificationValue({
    identifier: nameOf(token),
    value: markOf(found.user.id),
    expiresAt: new Date(Date.now() + MINUTES * 60_000),
  });
  return `${url}/reset/${token}`;
}

type Owner = { id: string; name: string; email: string };

/** Whose link it is; null where it is used, too old, or was never one. */
export async function ownerOfReset(auth: Auth, token: string): Promise<Owner | null> {
  const { internalAdapter } = await auth.$context;
  const link = await internalAdapter.findVerificationValue(nameOf(token));
  return link && link.expiresAt > new Date() ? ownerOf(auth, link.value) : null;
}

async function ownerOf(auth: Auth, mark: string): Promise<Owner | null> {
  const { internalAdapter } = await auth.$context;
  const user = await internalAdapter.findUserById(mark.slice(markOf('').length));
  return user && { id: user.id, name: user.name, email: user.email };
}

/**
 * Sets a new password, which the caller has judged, and ends every session of whoever had the old one.
 * @returns false where the link was used meanwhile
 */
export async function resetPassword(server: Server, token: string, password: string): Promise<boolean> {
  const { internalAdapter, adapter, password: passwords } = await server.auth.$context;
  // Hashed first: that takes longest, and of two who use a link at once one gets it.
  const hash = await passwords.hash(password);
  const link = await internalAdapter.consumeVerificationValue(nameOf(token));
  const owner = link && (await ownerOf(server.auth, link.value));
  if (!owner) return false;
  await internalAdapter.updatePassword(owner.id, hash);
  await internalAdapter.deleteUserSessions(owner.id);
  await adapter.deleteMany({ model: 'verification', where: [{ field: 'value', value: markOf(owner.id) }] });
  await recheckSockets(server, owner.id);
  return true;
}
