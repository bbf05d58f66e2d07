import type { Connection } from '#lib/messages/book.ts';
import { problemOf } from '#lib/messages/problem-error.ts';
import { counts } from '#lib/store/read-list.ts';
import { wipe } from '#lib/store/workspace.ts';
import type { Network } from './network.ts';
import { asProblems, refuse } from './problems.ts';
import { readServerUrl } from './server-url.ts';
import { apiOf, openSession, type Session, type SessionParts } from './session.ts';
import { membershipIn, type SavedConnection, type Shelf } from './shelf.ts';
import { finishSignIn, startSignIn } from './sign-in.ts';

/** Milliseconds a server is given to take note that somebody signs out; the token is forgotten here either way. */
const GOODBYE = 5000;

export type ConnectionParts = {
  shelf: Shelf;
  network: Network;
  /** Opens the server's sign-in page in a tab. */
  openPage(url: string): Promise<void>;
  changed(what: 'book' | 'status'): void;
};

export type TeamConnection = {
  /** The workspace in use. The same until the connection changes. */
  session(): Promise<Session>;
  view(): Promise<Connection>;
  connect(serverUrl: string): Promise<void>;
  cancel(): Promise<void>;
  disconnect(options: { discard: boolean }): Promise<void>;
  /** How many surfaces are open: the live line is held while there is one. */
  surfaces(count: number): Promise<void>;
};

/**
 * The way between working alone and working in a team. Every step is on disk before the next is begun, so that a new
 * worker goes on where the last one died.
 */
export function createConnection(parts: ConnectionParts): TeamConnection {
  const { shelf, network, changed } = parts;
  const sessionParts: SessionParts = {
    network,
    token: () => shelf.token(),
    changed,
    async adopted() {
      const saved = await shelf.read();
      if (saved.state !== 'connected') return;
      await shelf.write({ ...saved, membership: { ...saved.membership, adopting: false } });
    },
  };
  let open = 0;
  let signingIn = new AbortController();
  const begin = async () => {
    const saved = await shelf.read();
    const session = await openSession(membershipIn(saved), sessionParts);
    session.live(open > 0);
    if (saved.state === 'connecting') void waitForApproval(saved);
    if (saved.state === 'connected') void session.sync();
    return session;
  };
  let current: Promise<Session> | null = null;
  const session = (): Promise<Session> => {
    current ??= begin().catch((error: unknown) => {
      current = null; // what the browser refuses now it may allow later
      throw error;
    });
    return current;
  };
  const become = async (saved: SavedConnection): Promise<void> => {
    const before = await shelf.read();
    await shelf.write(saved);
    const [was, is] = [membershipIn(before), membershipIn(saved)];
    if (was?.workspace.id !== is?.workspace.id || before.state !== saved.state) {
      const ending = current;
      current = null;
      (await ending?.catch(() => null))?.end();
      await session();
    }
    changed('book');
    changed('status');
  };
  const waitForApproval = async (saved: SavedConnection & { state: 'connecting' }): Promise<void> => {
    const { signal } = (signingIn = replaced(signingIn));
    try {
      const membership = await asProblems(() => finishSignIn(network, shelf, saved, signal));
      if (!signal.aborted) await become({ state: 'connected', membership });
    } catch (error) {
      if (signal.aborted) return;
      const { serverUrl, was } = saved;
      await become({ state: 'failed', serverUrl, problem: problemOf(error), was });
    }
  };
  return {
    session,
    view: async () => viewOf(await shelf.read()),
    async connect(address) {
      const before = await shelf.read();
      const was = membershipIn(before);
      const serverUrl = readServerUrl(address);
      if (was && was.serverUrl !== serverUrl) return refuse('not_permitted');
      const { signal } = (signingIn = replaced(signingIn));
      const pending = await startSignIn(network, serverUrl, signal);
      await parts.openPage(pending.verificationUrl);
      await become({ state: 'connecting', serverUrl, pending, was });
    },
    async cancel() {
      const saved = await shelf.read();
      if (saved.state !== 'connecting' && saved.state !== 'failed') return;
      signingIn.abort();
      await become(saved.was ? { state: 'connected', membership: saved.was } : { state: 'alone' });
    },
    async disconnect({ discard }) {
      const membership = membershipIn(await shelf.read());
      if (!membership) return;
      const { replica } = await session();
      const unsent = (await counts(replica.db)).unsent;
      if (unsent > 0 && !discard) return refuse('unsent_changes');
      signingIn.abort();
      const goodbye = AbortSignal.timeout(GOODBYE);
      await apiOf(membership.serverUrl, sessionParts)
        .signOut(goodbye)
        .catch(() => {});
      await shelf.keepToken(null);
      await become({ state: 'alone' });
      await wipe(replica.db);
    },
    async surfaces(count) {
      const first = open === 0 && count > 0;
      open = count;
      const now = await session();
      now.live(open > 0);
      if (first) void now.sync();
    },
  };
}

function replaced(former: AbortController): AbortController {
  former.abort();
  return new AbortController();
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
      return { state: 'connected', serverUrl, user: { name: user.name, email: user.email }, workspace };
    }
  }
}
