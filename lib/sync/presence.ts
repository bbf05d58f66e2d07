import type { LiveMessage, LivePresence } from '#lib/protocol/live.ts';
import type { Clock } from './retry.ts';

/** How often it is said again while it lasts; the server forgets it after 15 s. Milliseconds. */
const AGAIN = 10_000;

/** An unknown requester of a workspace, by the identity of its sender. */
export type PresenceOf = { workspace: string; channel: string; key: string };

/** Who else is adding whom at this moment (R12), over the live line while there is one. */
export type Presence = {
  /**
   * Says that its user has the form for this requester open, until `signal` ends it. Over a line that breaks or comes
   * later it is said anew.
   */
  announce(of: PresenceOf, signal: AbortSignal): void;
  /** The name of a colleague who is adding this requester; null where nobody is known to. */
  adding(of: PresenceOf): string | null;
  /** For `live.ts`: a line that is ready, until `over`. */
  speak(say: (message: LivePresence) => void, over: AbortSignal): void;
  /** For `live.ts`: what the server said. */
  hear(message: LiveMessage): void;
};

export type PresenceParts = {
  clock: Pick<Clock, 'sleep'>;
  /** A colleague began (the name) or ended (null) adding a requester. */
  onPresence: (of: PresenceOf, userName: string | null) => void;
  /** Ends it all: nothing is told afterwards. */
  signal: AbortSignal;
};

const idOf = ({ workspace, channel, key }: PresenceOf) => [workspace, channel, key].join('\n');

/** @see Presence. Lives as long as the worker; nothing of it is kept on disk. */
export function createPresence({ clock, onPresence, signal }: PresenceParts): Presence {
  const own = new Map<string, PresenceOf>();
  const others = new Map<string, { userName: string; over: AbortController }>();
  let say: ((message: LivePresence) => void) | null = null;
  const tell = (t: LivePresence['t'], { workspace: ws, channel, key }: PresenceOf) =>
    say?.({ t, ws, channel, key });

  const repeat = async (of: PresenceOf, over: AbortSignal): Promise<void> => {
    while (!over.aborted) {
      tell('adding', of);
      await clock.sleep(AGAIN, over).catch(() => undefined);
    }
  };
  const forget = (of: PresenceOf): void => {
    others.get(idOf(of))?.over.abort();
    if (others.delete(idOf(of)) && !signal.aborted) onPresence(of, null);
  };
  const remember = (of: PresenceOf, userName: string, seconds: number): void => {
    const known = others.get(idOf(of));
    known?.over.abort();
    const over = new AbortController();
    others.set(idOf(of), { userName, over });
    clock.sleep(seconds * 1000, AbortSignal.any([over.signal, signal])).then(
      () => forget(of),
      () => undefined,
    );
    if (known?.userName !== userName) onPresence(of, userName);
  };

  return {
    announce(of, until) {
      const over = AbortSignal.any([until, signal]);
      if (over.aborted) return;
      own.set(idOf(of), of);
      over.addEventListener(
        'abort',
        () => {
          // The same requester may have been announced again meanwhile.
          if (own.get(idOf(of)) !== of) return;
          own.delete(idOf(of));
          tell('done', of);
        },
        { once: true },
      );
      void repeat(of, over);
    },
    adding: (of) => others.get(idOf(of))?.userName ?? null,
    speak(through, over) {
      say = through;
      over.addEventListener('abort', () => (say = say === through ? null : say), { once: true });
      for (const of of own.values()) tell('adding', of);
    },
    hear(message) {
      if (message.t !== 'adding' && message.t !== 'done') return;
      const of = { workspace: message.ws, channel: message.channel, key: message.key };
      if (message.t === 'adding') remember(of, message.userName, message.seconds);
      else forget(of);
    },
  };
}
