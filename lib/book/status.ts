import type { Role } from '#lib/model/role.ts';
import { role } from '#lib/model/role-schema.ts';
import type { BookStatus, SyncState } from '#lib/messages/book.ts';
import { allMembers } from '#lib/store/read-contacts.ts';
import { counts } from '#lib/store/read-list.ts';
import { pullState } from '#lib/store/read-sync.ts';
import { isTransient, SyncError } from '#lib/sync/sync-error.ts';
import { problemFor } from './problems.ts';
import type { Session } from './session.ts';

/** Numbers and state for badges and banners. */
export async function status(session: Session): Promise<BookStatus> {
  const { replica, membership } = session;
  const [{ contacts, unsent, conflicts }, sync] = await Promise.all([counts(replica.db), syncState(session)]);
  return {
    contacts,
    unsent: replica.alone ? 0 : unsent,
    conflicts,
    workspace: membership && {
      name: membership.workspace.name,
      role: await roleIn(session),
      others: membership.others.length,
    },
    sync,
  };
}

/** What the agent may do: as the team has it now; alone, everything (X4). */
export async function roleIn({
  replica,
  membership,
}: Pick<Session, 'replica' | 'membership'>): Promise<Role> {
  if (!membership) return 'owner';
  const self = (await allMembers(replica.db)).find(({ userId }) => userId === membership.user.id);
  return role.safeParse(self?.role).data ?? membership.workspace.role;
}

async function syncState(session: Session): Promise<SyncState> {
  const status = session.syncStatus();
  if (!status) return { state: 'alone' };
  const { syncedAt, progress } = await pullState(session.replica.db);
  const since = session.offlineSince();
  if (status.state === 'stopped')
    return { state: 'stopped', problem: problemFor(new SyncError(status.reason)) };
  if (status.state === 'waiting' && isTransient(status.reason) && since !== null)
    return { state: 'offline', since };
  if (status.state === 'idle' && syncedAt !== null) return { state: 'idle', at: syncedAt };
  return { state: 'syncing', ...(progress ? { progress } : {}) };
}
