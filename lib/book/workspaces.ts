import * as z from 'zod/mini';
import type { WorkspaceView } from '#lib/messages/joining.ts';
import { role } from '#lib/model/role-schema.ts';
import type { SessionResponse } from '#lib/protocol/session.ts';
import type { BookDb } from '#lib/store/db.ts';
import { counts } from '#lib/store/read-list.ts';
import { unsentChanges } from '#lib/store/read-unsent.ts';
import { openWorkspace, wipe } from '#lib/store/workspace.ts';
import type { Membership, TeamWorkspace } from './shelf.ts';

/** A workspace as the server names it. A role that this version does not know may do what everybody may. */
export function workspaceOf({ id, name, role: said }: SessionResponse['workspaces'][number]): TeamWorkspace {
  return { id, name, role: z.catch(role, 'agent').parse(said), adopting: false };
}

/** The workspaces of a member, by name, the one in use among them (E3). */
export function workspacesOf({ workspace, others }: Membership): TeamWorkspace[] {
  return [workspace, ...others].toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Another of one's workspaces comes into use; null where it is none. What waits in the former stays and waits. */
export function switched(membership: Membership, id: string): Membership | null {
  const workspace = membership.others.find((other) => other.id === id);
  if (!workspace) return null;
  const others = [membership.workspace, ...membership.others].filter((other) => other.id !== id);
  return { ...membership, workspace, others };
}

/** The workspace in use is left behind: the next one comes into use; null where there is none. */
export function withoutCurrent(membership: Membership): Membership | null {
  const [workspace, ...others] = workspacesOf(membership).filter(({ id }) => id !== membership.workspace.id);
  return workspace ? { ...membership, workspace, others } : null;
}

/**
 * The same with what the server says now. A workspace that it names no more stays until it is looked at: there its
 * member is told, and can take along what was not sent.
 */
export function refreshed(membership: Membership, said: SessionResponse['workspaces']): Membership {
  const now = new Map(said.map((one) => [one.id, workspaceOf(one)]));
  const known = [membership.workspace, ...membership.others].map((old) => {
    const fresh = now.get(old.id);
    now.delete(old.id);
    return fresh ? { ...fresh, adopting: old.adopting } : old;
  });
  const [workspace = membership.workspace, ...others] = [...known, ...now.values()];
  return { ...membership, workspace, others };
}

/** What an agent chooses among. `current`: the replica that is open; the others are opened to be counted. */
export async function viewWorkspaces(membership: Membership, current: BookDb): Promise<WorkspaceView[]> {
  return eachReplica(membership, current, async (db, { id, name }) => ({
    id,
    name,
    isCurrent: id === membership.workspace.id,
    unsent: (await counts(db)).unsent,
  }));
}

/** Everything of every workspace that is not on the server yet, for a file before it would be lost. */
export async function allUnsent(membership: Membership, current: BookDb): Promise<unknown[]> {
  const each = await eachReplica(membership, current, async (db, { name }) =>
    (await unsentChanges(db)).map((change) => ({ workspace: name, ...change })),
  );
  return each.flat();
}

/** How much of it there is. */
export async function countUnsent(membership: Membership, current: BookDb): Promise<number> {
  return (await viewWorkspaces(membership, current)).reduce((sum, { unsent }) => sum + unsent, 0);
}

/** Wipes the workspaces that are not in use; the one that is goes with its session. */
export async function wipeOthers({ others }: Membership): Promise<void> {
  for (const { id } of others) await wipe(await openWorkspace(id));
}

async function eachReplica<T>(
  membership: Membership,
  current: BookDb,
  see: (db: BookDb, workspace: TeamWorkspace) => Promise<T>,
): Promise<T[]> {
  const seen: T[] = [];
  for (const workspace of workspacesOf(membership)) {
    if (workspace.id === membership.workspace.id) {
      seen.push(await see(current, workspace));
      continue;
    }
    const db = await openWorkspace(workspace.id);
    try {
      seen.push(await see(db, workspace));
    } finally {
      db.close();
    }
  }
  return seen;
}
