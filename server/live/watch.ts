import type { Presence } from '#server/live/presence.ts';
import { errorFacts } from '#server/log.ts';
import type { Server } from '#server/server.ts';

/** Milliseconds between two looks; half of it is what a colleague's change takes on average to be told. */
const EVERY = 250;

/**
 * Learns what other processes on the same database have changed and heard, and tells the sockets of this one: one
 * question for all workspaces that somebody here listens to (sync.md, section 5: no LISTEN, which not every engine
 * carries from node to node). The embedded database has one process, which knows everything at once.
 * @returns a function that ends it
 */
export function watchOthers(server: Server, presence: Presence): () => void {
  if (server.database.type === 'sqlite') return () => {};
  let isOver = false;
  const look = async (): Promise<void> => {
    const workspaces = server.pokes.workspaces();
    if (workspaces.length === 0) return;
    await tellVersions(server, workspaces);
    await presence.poll(workspaces);
  };
  const again = (): void => {
    if (isOver) return;
    const timer = setTimeout(() => {
      look()
        .catch((error: unknown) => server.log('error', 'watch', errorFacts(error)))
        .finally(again);
    }, EVERY);
    timer.unref();
  };
  again();
  return () => (isOver = true);
}

/**
 * Notes where workspaces are, before somebody who listens is told that they will hear of everything from now on. The
 * embedded database needs no notes: whatever changes there is told by whoever changes it.
 */
export async function noteVersions(server: Server, workspaces: readonly string[]): Promise<void> {
  if (server.database.type === 'sqlite') return;
  for (const { workspace, version } of await versionsOf(server, workspaces))
    server.pokes.note(workspace, version);
}

/** A workspace is told when it is at another version than at the last look; new members and roles are asked about, too. */
async function tellVersions(server: Server, workspaces: readonly string[]): Promise<void> {
  const { database, pokes } = server;
  for (const { workspace, version } of await versionsOf(server, workspaces)) {
    const before = pokes.note(workspace, version);
    if (before >= version) continue;
    pokes.poke(workspace, version);
    if (await haveMembersChanged(database.db, workspace, before)) pokes.recheck(workspace);
  }
}

type At = { workspace: string; version: number };

async function versionsOf({ database: { db } }: Server, workspaces: readonly string[]): Promise<At[]> {
  if (workspaces.length === 0) return [];
  return db
    .selectFrom('workspace_sync')
    .select(['workspace_id as workspace', 'version'])
    .where('workspace_id', 'in', workspaces)
    .execute();
}

async function haveMembersChanged(
  db: Server['database']['db'],
  workspace: string,
  since: number,
): Promise<boolean> {
  const row = await db
    .selectFrom('member_row')
    .select('user_id')
    .where('workspace_id', '=', workspace)
    .where('version', '>', since)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
