import { adoptLocal } from '#lib/store/adopt-local.ts';
import { LOCAL_WORKSPACE } from '#lib/store/db.ts';
import { onChanged } from '#lib/store/on-changed.ts';
import { openWorkspace, setUser } from '#lib/store/workspace.ts';
import { holdLive } from '#lib/sync/live.ts';
import { createPresence, type Presence } from '#lib/sync/presence.ts';
import { createServerApi, type ServerApi } from '#lib/sync/server-api.ts';
import { createSync, type SyncStatus } from '#lib/sync/sync.ts';
import type { Network } from './network.ts';
import { openReplica, type Replica } from './replica.ts';
import type { Membership } from './shelf.ts';

/** A workspace that is open, and what keeps it in step with its team where it has one. Ends as a whole. */
export type Session = {
  replica: Replica;
  /** As the server last said it: names, roles and the other workspaces may change while it is open. */
  readonly membership: Membership | null;
  renew(membership: Membership | null): void;
  /** The team's server; null while working alone. */
  api: ServerApi | null;
  /** Where syncing stands; null while working alone. */
  syncStatus(): SyncStatus | null;
  /** Since when the server cannot be reached; null while it can. */
  offlineSince(): string | null;
  /** Pushes and pulls. Resolves when it is done, well or not; where it failed it is tried again by itself. */
  sync(): Promise<void>;
  /** Who is adding whom (R12); null while working alone. */
  presence: Presence | null;
  /** Whether the live line is held. */
  live(hold: boolean): void;
  end(): void;
};

export type SessionParts = {
  network: Network;
  token: () => Promise<string | null>;
  /** The replica changed, or (`status`) only what is known of syncing. */
  changed: (what: 'book' | 'status') => void;
  /** What was made alone has been taken over. */
  adopted: () => Promise<void>;
};

/** Opens the workspace of a team, or the local one. @throws Refusal `storage_blocked` */
export async function openSession(membership: Membership | null, parts: SessionParts): Promise<Session> {
  const replica = await openReplica(membership?.workspace.id ?? LOCAL_WORKSPACE);
  const over = new AbortController();
  onChanged(replica.db, () => parts.changed('book'), over.signal);
  const syncing = membership ? await keepInStep(replica, membership, parts, over.signal) : ALONE;
  let current = membership;
  return {
    replica,
    get membership() {
      return current;
    },
    renew(renewed) {
      current = renewed;
    },
    ...syncing,
    end() {
      syncing.live(false);
      over.abort();
      replica.close();
    },
  };
}

type Syncing = Pick<Session, 'api' | 'syncStatus' | 'offlineSince' | 'sync' | 'presence' | 'live'>;

const ALONE: Syncing = {
  api: null,
  syncStatus: () => null,
  offlineSince: () => null,
  sync: () => Promise.resolve(),
  presence: null,
  live: () => {},
};

async function keepInStep(
  replica: Replica,
  membership: Membership,
  parts: SessionParts,
  signal: AbortSignal,
): Promise<Syncing> {
  const { db } = replica;
  await setUser(db, membership.user.id);
  const { network } = parts;
  const api = apiOf(membership.serverUrl, parts);
  let since: string | null = null;
  const engine = createSync({
    db,
    api,
    clock: network.clock,
    random: network.random,
    signal,
    onStatus(status) {
      if (status.state === 'waiting') since ??= new Date(network.clock.now()).toISOString();
      else if (status.state === 'idle') since = null;
      parts.changed('status');
    },
  });
  let { adopting } = membership.workspace;
  const sync = async (): Promise<void> => {
    if (signal.aborted) return;
    const { state } = await engine.now();
    if (state !== 'idle' || signal.aborted) return;
    // What a first sync has brought is made ready for the first filter; mostly there is nothing to do.
    void replica.build().catch(() => undefined);
    if (!adopting) return;
    adopting = false;
    try {
      await adoptLocal(await openWorkspace(LOCAL_WORKSPACE), db, new Date(network.clock.now()).toISOString());
      await parts.adopted();
    } catch {
      adopting = true; // what is left of it is where it was: the next round goes on
      return;
    }
    await engine.now();
  };
  const presence = createPresence({
    clock: network.clock,
    // Whoever shows the requester asks anew who they are, and hears it with that.
    onPresence: () => parts.changed('book'),
    signal,
  });
  return {
    api,
    syncStatus: engine.status,
    offlineSince: () => since,
    sync,
    presence,
    live: liveLine(membership, parts, signal, { sync, presence }),
  };
}

/** Holds the live line while it is wanted (sync.md, section 5). */
function liveLine(
  membership: Membership,
  { network, token }: SessionParts,
  signal: AbortSignal,
  { sync, presence }: { sync: () => Promise<void>; presence: Presence },
): (hold: boolean) => void {
  let held: AbortController | null = null;
  return (hold) => {
    if (hold === (held !== null) || signal.aborted) return;
    held?.abort();
    held = hold ? new AbortController() : null;
    if (!held) return;
    void holdLive({
      url: membership.serverUrl,
      token,
      workspaces: [membership.workspace.id],
      WebSocket: network.WebSocket,
      clock: network.clock,
      random: network.random,
      signal: AbortSignal.any([held.signal, signal]),
      presence,
      onNews: () => void sync(),
      // The next round is refused for the same reason, and says so where everybody looks.
      onRefused: () => void sync(),
    });
  };
}

export function apiOf(
  serverUrl: string,
  { network, token, timeout }: Pick<SessionParts, 'network' | 'token'> & { timeout?: number },
): ServerApi {
  const door = { url: serverUrl, token, fetch: network.fetch, clock: network.clock };
  return createServerApi(timeout === undefined ? door : { ...door, timeout });
}
