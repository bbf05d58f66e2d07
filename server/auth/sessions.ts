import { deviceLabel } from '#server/auth/device-label.ts';
import type { Server } from '#server/server.ts';
import { workspacesOf } from '#server/sync/membership.ts';

/** One session of a person: a browser that shows these pages, or an extension that was connected. */
export type Device = {
  id: string;
  label: string;
  extension: boolean;
  since: Date;
  lastUsed: Date;
  current: boolean;
};

type Stored = {
  id: string;
  token: string;
  userAgent?: string | null;
  client?: string | null;
  createdAt: Date;
  updatedAt: Date;
  expiresAt: Date;
};

async function sessionsOf(server: Server, userId: string): Promise<Stored[]> {
  const { adapter } = await server.auth.$context;
  const rows = await adapter.findMany<Stored>({
    model: 'session',
    where: [{ field: 'userId', value: userId }],
  });
  return rows.filter(({ expiresAt }) => expiresAt > server.source.now());
}

/** Where somebody is signed in: this device first, then the last used. */
export async function devicesOf(server: Server, userId: string, currentId: string): Promise<Device[]> {
  const rows = await sessionsOf(server, userId);
  return rows
    .map(({ id, userAgent, client, createdAt, updatedAt }) => ({
      id,
      label: deviceLabel(userAgent ?? ''),
      extension: client === 'extension',
      since: createdAt,
      lastUsed: updatedAt,
      current: id === currentId,
    }))
    .toSorted((a, b) => Number(b.current) - Number(a.current) || b.lastUsed.getTime() - a.lastUsed.getTime());
}

/** Ends those of a person's sessions that are meant; their sockets close at once. @returns how many there were */
export async function endSessions(
  server: Server,
  userId: string,
  isMeant: (session: { id: string }) => boolean,
): Promise<number> {
  const { internalAdapter } = await server.auth.$context;
  const meant = (await sessionsOf(server, userId)).filter(isMeant);
  for (const { token } of meant) await internalAdapter.deleteSession(token);
  if (meant.length > 0) await recheckSockets(server, userId);
  return meant.length;
}

/** Asks a person's sockets, and those of their colleagues, whether they may still listen. */
export async function recheckSockets(server: Server, userId: string): Promise<void> {
  for (const { id } of await workspacesOf(server.database.db, userId)) server.pokes.recheck(id);
}
