import type { Live } from '#server/live/live.ts';
import { errorFacts } from '#server/log.ts';
import type { Server } from '#server/server.ts';

/** Milliseconds between two looks; half of it is what a colleague's change takes on average to be told. */
const EVERY = 250;

/**
 * Learns what other processes on the same database have changed, and tells the sockets of this one: one question for
 * all workspaces that somebody here listens to (sync.md, section 5: no LISTEN, which not every engine carries from
 * node to node). The embedded database has one process, which knows everything at once.
 * @returns a function that ends it
 */
export function watchOthers(server: Server, live: Live): () => void {
  if (server.database.type === 'sqlite') return () => {};
  const known = new Map<string, number>();
  let isOver = false;
  const look = async (): Promise<void> => {
    const workspaces = server.pokes.workspaces();
    if (workspaces.length > 0) {
      await tellVersions(server, workspaces, known);
      await live.pollPresence();
    }
    for (const workspace of known.keys()) if (!workspaces.includes(workspace)) known.delete(workspace);
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

/** A workspace is told when it is at another version than at the last look; new members and roles are asked about, too. */
async function tellVersions(
  { database: { db }, pokes }: Server,
  workspaces: readonly string[],
  known: Map<string, number>,
): Promise<void> {
  const rows = await db
    .selectFrom('workspace_sync')
    .select(['workspace_id', 'version'])
    .where('workspace_id', 'in', workspaces)
    .execute();
  const changed = rows.filter((row) => known.get(row.workspace_id) !== row.version);
  for (const { workspace_id: workspace, version } of changed) {
    const before = known.get(workspace);
    known.set(workspace, version);
    // Also at the first look: what came between a socket's own pull and this look would else be missed.
    pokes.poke(workspace, version);
    if (before !== undefined && (await haveMembersChanged(db, workspace, before))) pokes.recheck(workspace);
  }
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
