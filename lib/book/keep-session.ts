import type { ConnectionParts } from './connection.ts';
import { openSession, type Session, type SessionParts } from './session.ts';
import { membershipIn, type Membership, type SavedConnection, type TeamWorkspace } from './shelf.ts';

export type KeptSession = {
  session: () => Promise<Session>;
  /** Shows the workspace of a state: another one is opened where it differs, and the former ends. */
  show(saved: SavedConnection): Promise<void>;
  surfaces: (count: number) => Promise<void>;
};

/**
 * Milliseconds of a worker's life in which it does not sync of its own accord: whoever woke it is answered first, for
 * both would wait for the same database. What is written meanwhile is sent at once.
 */
const FIRST_ANSWERS = 300;

/**
 * Keeps the workspace in use open while the worker lives. The first question opens it, from what is on disk.
 * @param follow told of a state once its workspace is open
 */
export function keepSession(
  { shelf, network, changed }: ConnectionParts,
  follow: (saved: SavedConnection) => void,
): KeptSession {
  const parts: SessionParts = {
    network,
    token: () => shelf.token(),
    changed,
    async adopted() {
      const saved = await shelf.read();
      if (saved.state === 'connected') await shelf.write({ ...saved, membership: adopted(saved.membership) });
    },
  };
  const answered = network.clock.sleep(FIRST_ANSWERS, new AbortController().signal);
  let surfaces = 0;
  let current: Promise<Session> | null = null;
  const open = async (saved: SavedConnection): Promise<Session> => {
    const session = await openSession(membershipIn(saved), parts);
    goOn(session, saved);
    return session;
  };
  const goOn = (session: Session, saved: SavedConnection): void => {
    void keepUp(session);
    follow(saved);
  };
  const keepUp = async (session: Session): Promise<void> => {
    await answered;
    session.live(surfaces > 0);
    void session.sync();
  };
  const opening = (saved: () => Promise<SavedConnection>): Promise<Session> => {
    const next = saved().then(open);
    current = next;
    next.catch(() => {
      if (current === next) current = null; // what the browser refuses now it may allow later
    });
    return next;
  };
  const session = () => current ?? opening(() => shelf.read());
  return {
    session,
    async show(saved) {
      const former = await current?.catch(() => null);
      if (former && former.membership?.workspace.id === membershipIn(saved)?.workspace.id) {
        former.renew(membershipIn(saved));
        return goOn(former, saved);
      }
      former?.end();
      await opening(async () => saved);
    },
    async surfaces(count) {
      const isFirst = surfaces === 0 && count > 0;
      surfaces = count;
      const now = await session();
      if (isFirst) return keepUp(now);
      now.live(surfaces > 0);
    },
  };
}

/** What was made alone went into whichever workspace it was meant for; only one ever is. */
function adopted(membership: Membership): Membership {
  const taken = (workspace: TeamWorkspace) => ({ ...workspace, adopting: false });
  return { ...membership, workspace: taken(membership.workspace), others: membership.others.map(taken) };
}
