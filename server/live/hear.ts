import type { WebSocket } from 'ws';
import { livePresence, type LivePresence } from '#lib/protocol/live.ts';
import type { Presence } from '#server/live/presence.ts';

/** What one socket may say in a minute; more is not heard. */
const MOST = 120;
const MINUTE = 60_000;

/** Whose socket it is, and of which workspaces it may speak. */
type Speaker = { workspaces: readonly string[]; userId: string };

/** Hears from a socket whom its user is adding (R12); when it closes, that is over. */
export function listenToPresence(
  socket: WebSocket,
  presence: Presence,
  { workspaces, userId }: Speaker,
  failed: (error: unknown) => void,
): void {
  const adding = new Map<string, LivePresence>();
  const hear = (said: LivePresence) => void presence.hear(said, userId).catch(failed);
  let [began, said] = [Date.now(), 0];
  socket.on('message', (data: Buffer) => {
    if (Date.now() - began > MINUTE) [began, said] = [Date.now(), 0];
    said += 1;
    const message = said > MOST ? null : read(data.toString('utf8'));
    if (!message || !workspaces.includes(message.ws)) return;
    const id = `${message.ws}\n${message.channel}\n${message.key}`;
    if (message.t === 'done') adding.delete(id);
    else adding.set(id, message);
    hear(message);
  });
  socket.once('close', () => {
    for (const one of adding.values()) hear({ ...one, t: 'done' });
  });
}

function read(text: string): LivePresence | null {
  try {
    return livePresence.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
