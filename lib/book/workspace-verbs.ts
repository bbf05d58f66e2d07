import type { WorkspaceView } from '#lib/messages/joining.ts';
import { counts } from '#lib/store/read-list.ts';
import { wipe } from '#lib/store/workspace.ts';
import type { ConnectionParts } from './connection.ts';
import type { KeptSession } from './keep-session.ts';
import { refuse } from './problems.ts';
import { apiOf } from './session.ts';
import { membershipIn, type Membership, type SavedConnection } from './shelf.ts';
import { allUnsent, refreshed, switched, viewWorkspaces, withoutCurrent } from './workspaces.ts';

/** Milliseconds a server is given to say which workspaces there are. */
const PATIENCE = 10_000;

/** Which of a member's workspaces is in use (E3). */
export type WorkspaceVerbs = {
  workspaces(): Promise<WorkspaceView[]>;
  switchWorkspace(id: string): Promise<void>;
  leaveWorkspace(options: { discard: boolean }): Promise<void>;
  unsentChanges(): Promise<unknown[]>;
};

type Needs = {
  parts: ConnectionParts;
  kept: KeptSession;
  become: (saved: SavedConnection) => Promise<void>;
  disconnect: (options: { discard: boolean }) => Promise<void>;
};

export function workspaceVerbs({ parts, kept, become, disconnect }: Needs): WorkspaceVerbs {
  const { shelf } = parts;
  return {
    async workspaces() {
      const membership = membershipIn(await shelf.read());
      if (!membership) return [];
      // What is known is shown at once; whoever was invited elsewhere meanwhile sees it a moment later.
      void learnWorkspaces(parts, kept, membership).catch(() => {});
      return viewWorkspaces(membership, (await kept.session()).replica.db);
    },
    async switchWorkspace(id) {
      const saved = await shelf.read();
      const membership = saved.state === 'connected' ? switched(saved.membership, id) : null;
      if (!membership) return refuse('not_a_member');
      return become({ state: 'connected', membership });
    },
    async leaveWorkspace({ discard }) {
      const saved = await shelf.read();
      const next = saved.state === 'connected' ? withoutCurrent(saved.membership) : null;
      if (!next) return disconnect({ discard });
      const { replica } = await kept.session();
      if (!discard && (await counts(replica.db)).unsent > 0) refuse('unsent_changes');
      await become({ state: 'connected', membership: next });
      return wipe(replica.db);
    },
    async unsentChanges() {
      const membership = membershipIn(await shelf.read());
      return membership ? allUnsent(membership, (await kept.session()).replica.db) : [];
    },
  };
}

/** Milliseconds after which it is worth asking again. */
const STALE = 15_000;

/**
 * Learns, while surfaces are open, which workspaces a member has: whoever was invited elsewhere sees the way there
 * without signing in again. Asked for four times a minute at most.
 */
export function keepLearning(parts: ConnectionParts, kept: KeptSession): () => Promise<void> {
  let learned = -Infinity;
  return async () => {
    const now = parts.network.clock.now();
    const membership = membershipIn(await parts.shelf.read());
    if (!membership || now - learned < STALE) return;
    learned = now;
    await learnWorkspaces(parts, kept, membership).catch(() => {});
  };
}

/** Asks the server which workspaces there are, and remembers the answer where nothing else has been decided meanwhile. */
async function learnWorkspaces(
  { shelf, network, changed }: ConnectionParts,
  kept: KeptSession,
  asked: Membership,
): Promise<void> {
  const api = apiOf(asked.serverUrl, { network, token: () => shelf.token() });
  const { user, workspaces } = await api.session(AbortSignal.timeout(PATIENCE));
  const saved = await shelf.read();
  if (saved.state !== 'connected' || user.id !== saved.membership.user.id) return;
  const membership = refreshed(saved.membership, workspaces);
  if (JSON.stringify(membership) === JSON.stringify(saved.membership)) return;
  await shelf.write({ state: 'connected', membership });
  (await kept.session()).renew(membership);
  changed('status');
}
