import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { LIVE_CLOSE, liveHello, type LiveHello, type LiveMessage } from '#lib/protocol/live.ts';
import { personByToken, type Person } from '#server/auth/session.ts';
import { listenToPresence } from '#server/live/hear.ts';
import { Presence } from '#server/live/presence.ts';
import { noteVersions, watchOthers } from '#server/live/watch.ts';
import type { Server } from '#server/server.ts';
import { errorFacts } from '#server/log.ts';
import { roleOf } from '#server/sync/membership.ts';

const HELLO_BY = 5000;
const GOODBYE_BY = 1000;
/** Every third keep-alive: whether the token and the memberships still hold. */
const RECHECK_EVERY = 3;
const HELLO_SIZE = 16 * 1024;

export type Live = {
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  close: () => void;
};

/** `/v1/live`: says that a workspace has news, and keeps a browser's worker alive by saying something (sync.md, 5). */
export function createLive(server: Server): Live {
  const presence = new Presence(server.database.db, server.source.now, (ws, message, userId) =>
    server.pokes.tell(ws, message, userId),
  );
  const unwatch = watchOthers(server, presence);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: HELLO_SIZE });
  sockets.on('connection', (socket: WebSocket) => greet(server, presence, socket));
  return {
    upgrade: (request, socket, head) => {
      const { pathname } = new URL(request.url ?? '/', 'http://carnet');
      if (pathname !== '/v1/live' || isForeignPage(server, request.headers.origin)) return refuse(socket);
      sockets.handleUpgrade(request, socket, head, (open) => sockets.emit('connection', open, request));
    },
    close: () => {
      unwatch();
      for (const socket of sockets.clients) {
        socket.close(1001);
        // One that does not answer must not hold the server up.
        setTimeout(() => socket.terminate(), GOODBYE_BY).unref();
      }
      sockets.close();
    },
  };
}

/** A web page of somebody else's. Extensions have origins of their own; other software sends none. */
function isForeignPage(server: Server, origin: string | undefined): boolean {
  return origin !== undefined && /^https?:/u.test(origin) && origin !== new URL(server.settings.url).origin;
}

function refuse(socket: Duplex): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

function greet(server: Server, presence: Presence, socket: WebSocket): void {
  const late = setTimeout(() => socket.close(LIVE_CLOSE.unauthorized), HELLO_BY);
  socket.once('close', () => clearTimeout(late));
  socket.on('error', () => socket.terminate());
  socket.once('message', (data: Buffer) => {
    clearTimeout(late);
    const hello = readHello(data.toString('utf8'));
    if (!hello) return socket.close(LIVE_CLOSE.unauthorized);
    serve(server, presence, socket, hello).catch((error: unknown) => {
      server.log('error', 'live', errorFacts(error));
      socket.close(1011);
    });
  });
}

function readHello(text: string): LiveHello | null {
  try {
    return liveHello.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

async function serve(server: Server, presence: Presence, socket: WebSocket, hello: LiveHello): Promise<void> {
  const say = (message: LiveMessage) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const recheck = async () => {
    const judged = await judge(server, hello);
    if (typeof judged === 'number') socket.close(judged);
    return typeof judged === 'number' ? null : judged;
  };
  // Listens before it looks, so that no news falls between the two; and says ready before any.
  const own: { person: Person | null } = { person: null };
  const early: (() => void)[] = [];
  const soon = (news: () => void) => (own.person ? news() : early.push(news));
  const end = server.pokes.listen(hello.workspaces, {
    poke: (ws, v) => soon(() => say({ t: 'poke', ws, v })),
    presence: (message, userId) => soon(() => userId !== own.person?.id && say(message)),
    recheck: () => void recheck().catch(() => socket.close(1011)),
  });
  socket.once('close', end);
  own.person = await recheck();
  if (!own.person) return;
  const { workspaces } = hello;
  listenToPresence(socket, presence, { workspaces, userId: own.person.id }, (error) =>
    server.log('error', 'live', errorFacts(error)),
  );
  await noteVersions(server, workspaces);
  say({ t: 'ready' });
  for (const news of early) news();
  for (const { message, userId } of await presence.current(workspaces))
    if (userId !== own.person.id) say(message);
  keepAlive(
    socket,
    server.settings.keepAlive,
    () => say({ t: 'ka' }),
    async () => (await recheck()) !== null,
  );
}

function keepAlive(socket: WebSocket, every: number, say: () => void, recheck: () => Promise<boolean>): void {
  let beats = 0;
  const timer = setInterval(() => {
    beats += 1;
    say();
    if (beats % RECHECK_EVERY === 0) void recheck().catch(() => socket.close(1011));
  }, every);
  socket.once('close', () => clearInterval(timer));
}

/** Who it is, or the code to close with. */
async function judge(server: Server, hello: LiveHello): Promise<Person | number> {
  const person = await personByToken(server.auth, `Bearer ${hello.token}`);
  if (!person) return LIVE_CLOSE.unauthorized;
  for (const workspace of hello.workspaces)
    if (!(await roleOf(server.database.db, workspace, person.id))) return LIVE_CLOSE.forbidden;
  return person;
}
