import type { Connection } from '#lib/messages/book.ts';
import { problemOf } from '#lib/messages/problem-error.ts';
import { wipe } from '#lib/store/workspace.ts';
import type { Network } from './network.ts';
import { asProblems, refuse } from './problems.ts';
import { readServerUrl } from './server-url.ts';
import { apiOf, type Session } from './session.ts';
import { keepSession } from './keep-session.ts';
import { membershipIn, type SavedConnection, type Shelf } from './shelf.ts';
import { finishSignIn, startSignIn } from './sign-in.ts';
import { keepLearning, workspaceVerbs, type WorkspaceVerbs } from './workspace-verbs.ts';
import { countUnsent, wipeOthers } from './workspaces.ts';

/** Milliseconds a server is given to take note that somebody signs out; the token is forgotten here either way. */
const GOODBYE = 5000;

export type ConnectionParts = {
  shelf: Shelf;
  network: Network;
  /** Opens the server's sign-in page in a tab. */
  openPage(url: string): Promise<void>;
  changed: (what: 'book' | 'status') => void;
};

export type TeamConnection = WorkspaceVerbs & {
  /** The workspace in use. The same until the connection changes. */
  session: () => Promise<Session>;
  view(): Promise<Connection>;
  connect(serverUrl: string): Promise<void>;
  cancel(): Promise<void>;
  disconnect(options: { discard: boolean }): Promise<void>;
  /** How many surfaces are open: the live line is held while there is one. */
  surfaces: (count: number) => Promise<void>;
};

type Connecting = SavedConnection & { state: 'connecting' };

/**
 * The way between working alone and working in a team. Every step is on disk before the next is begun, so that a new
 * worker goes on where the last one died.
 */
export function createConnection(parts: ConnectionParts): TeamConnection {
  const { shelf, network } = parts;
  const approval = oneAtATime();

  const kept = keepSession(parts, (saved) => follow(saved));
  const learn = keepLearning(parts, kept);

  /** Takes the next step, once it is on disk. */
  const become = async (saved: SavedConnection): Promise<void> => {
    await shelf.write(saved);
    await kept.show(saved);
    parts.changed('book');
    parts.changed('status');
  };
  /** Goes on with whatever a state is waiting for. */
  const follow = (saved: SavedConnection): void => {
    if (saved.state === 'connecting') void waitForApproval(saved, approval.next());
  };
  const waitForApproval = async (saved: Connecting, signal: AbortSignal): Promise<void> => {
    const { serverUrl, was } = saved;
    const next = await asProblems(() => finishSignIn(network, shelf, saved, signal)).then(
      (membership): SavedConnection => ({ state: 'connected', membership }),
      (error: unknown): SavedConnection => ({ state: 'failed', serverUrl, problem: problemOf(error), was }),
    );
    if (!signal.aborted) await become(next);
  };
  const disconnect: TeamConnection['disconnect'] = async ({ discard }) => {
    const membership = membershipIn(await shelf.read());
    if (!membership) return;
    const { replica } = await kept.session();
    if (!discard && (await countUnsent(membership, replica.db)) > 0) refuse('unsent_changes');
    approval.end();
    await sayGoodbye(parts, membership.serverUrl);
    await shelf.keepToken(null);
    await become({ state: 'alone' });
    await wipe(replica.db);
    await wipeOthers(membership);
  };
  return {
    ...workspaceVerbs({ parts, kept, become, disconnect }),
    disconnect,
    session: kept.session,
    async surfaces(count) {
      await kept.surfaces(count);
      if (count > 0) void learn();
    },
    view: async () => viewOf(await shelf.read()),
    async connect(address) {
      const was = membershipIn(await shelf.read());
      const serverUrl = readServerUrl(address);
      if (was && was.serverUrl !== serverUrl) refuse('not_permitted');
      const pending = await startSignIn(network, serverUrl, approval.next());
      await become({ state: 'connecting', serverUrl, pending, was });
      await parts.openPage(pending.verificationUrl);
    },
    async cancel() {
      const saved = await shelf.read();
      if (saved.state !== 'connecting' && saved.state !== 'failed') return;
      approval.end();
      await become(saved.was ? { state: 'connected', membership: saved.was } : { state: 'alone' });
    },
  };
}

async function sayGoodbye({ shelf, network }: ConnectionParts, serverUrl: string): Promise<void> {
  const api = apiOf(serverUrl, { network, token: () => shelf.token() });
  await api.signOut(AbortSignal.timeout(GOODBYE)).catch(() => {});
}

/** Gives a signal to each try; the next one, or the end, ends the one before. */
function oneAtATime() {
  let current = new AbortController();
  return {
    next(): AbortSignal {
      current.abort();
      current = new AbortController();
      return current.signal;
    },
    end: () => current.abort(),
  };
}

function viewOf(saved: SavedConnection): Connection {
  switch (saved.state) {
    case 'alone':
      return saved;
    case 'connecting': {
      const { serverUrl, pending } = saved;
      const { userCode, verificationUrl } = pending;
      return { state: 'connecting', serverUrl, userCode, verificationUrl };
    }
    case 'failed':
      return { state: 'failed', serverUrl: saved.serverUrl, problem: saved.problem };
    default: {
      const { serverUrl, user, workspace } = saved.membership;
      const { id, name, role } = workspace;
      return {
        state: 'connected',
        serverUrl,
        user: { name: user.name, email: user.email },
        workspace: { id, name, role },
      };
    }
  }
}
