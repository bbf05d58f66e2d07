import { LIVE_CLOSE, liveMessage, type LiveHello, type LiveMessage } from '#lib/protocol/live.ts';
import type { Presence } from './presence.ts';
import { waitFor, type Clock } from './retry.ts';
import { SyncError, type SyncReason } from './sync-error.ts';

/** The server says something every 20 s; after two and a half times that the line counts as dead. */
const SILENCE = 50_000;

export type LiveParts = {
  url: string;
  token: () => Promise<string | null>;
  workspaces: readonly string[];
  WebSocket: typeof WebSocket;
  clock: Clock;
  random: () => number;
  /** Ends it: when the last surface is closed. */
  signal: AbortSignal;
  /** The line is up: what was said before it was is not repeated, so pull. Or a workspace has news: pull it. */
  onNews: (workspace: string | null) => void;
  /** Who is adding whom (R12), said and heard while the line is ready. */
  presence?: Presence;
  /** Not tried again: `sign_in_expired` or `not_a_member`. */
  onRefused: (reason: SyncReason) => void;
};

/**
 * Holds the live line to a server until `signal` ends it, opening it anew whenever it breaks. While it is open the
 * server's words also keep the browser from ending the worker (sync.md, section 5).
 */
export async function holdLive(parts: LiveParts): Promise<void> {
  for (let failures = 0; !parts.signal.aborted;) {
    const end = await talk(parts);
    if (end === 'aborted') return;
    if (end === 'sign_in_expired' || end === 'not_a_member') return parts.onRefused(end);
    failures = end === 'was-ready' ? 1 : failures + 1;
    const wait = waitFor(failures, null, parts.random);
    if (await parts.clock.sleep(wait, parts.signal).catch((error: unknown) => error instanceof SyncError))
      return;
  }
}

type End = 'aborted' | 'sign_in_expired' | 'not_a_member' | 'was-ready' | 'never-ready';

/** One connection, from its opening to its end. */
async function talk(parts: LiveParts): Promise<End> {
  const token = await parts.token();
  if (token === null) return 'sign_in_expired';
  if (parts.signal.aborted) return 'aborted';
  const socket = openSocket(parts);
  if (!socket) return 'never-ready';
  return new Promise((resolve) => {
    const over = new AbortController();
    let ready = false;
    const finish = (end: End) => {
      if (over.signal.aborted) return;
      over.abort();
      socket.close();
      resolve(end);
    };
    const dead = () => finish(ready ? 'was-ready' : 'never-ready');
    const watch = watchdog(parts.clock, over.signal, dead);
    const { signal } = over;
    parts.signal.addEventListener('abort', () => finish('aborted'), { signal });
    socket.addEventListener('open', () => socket.send(JSON.stringify(hello(token, parts))), { signal });
    socket.addEventListener('error', dead, { signal });
    socket.addEventListener(
      'close',
      ({ code }) => finish(refusedBy(code) ?? (ready ? 'was-ready' : 'never-ready')),
      {
        signal,
      },
    );
    const listen = ({ data }: MessageEvent) => {
      watch();
      const message = readMessage(data);
      if (message) parts.presence?.hear(message);
      if (message?.t === 'poke') parts.onNews(message.ws);
      if (message?.t !== 'ready' || ready) return;
      ready = true;
      parts.onNews(null);
      parts.presence?.speak((said) => socket.send(JSON.stringify(said)), signal);
    };
    socket.addEventListener('message', listen, { signal });
    watch();
  });
}

// A URL that no socket can be opened to throws at once.
function openSocket({ url, WebSocket }: LiveParts): WebSocket | null {
  try {
    const address = new URL('/v1/live', url);
    address.protocol = address.protocol.replace('http', 'ws');
    return new WebSocket(address);
  } catch {
    return null;
  }
}

function hello(token: string, { workspaces }: LiveParts): LiveHello {
  return { t: 'hello', token, workspaces: [...workspaces] };
}

/** Each call puts the end off once more. */
function watchdog(clock: Clock, over: AbortSignal, dead: () => void): () => void {
  let current = new AbortController();
  return () => {
    current.abort();
    current = new AbortController();
    clock.sleep(SILENCE, AbortSignal.any([current.signal, over])).then(dead, () => undefined);
  };
}

function readMessage(data: unknown): LiveMessage | null {
  try {
    return liveMessage.safeParse(JSON.parse(String(data))).data ?? null;
  } catch {
    return null;
  }
}

function refusedBy(code: number): 'sign_in_expired' | 'not_a_member' | null {
  if (code === LIVE_CLOSE.unauthorized) return 'sign_in_expired';
  return code === LIVE_CLOSE.forbidden ? 'not_a_member' : null;
}
