import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { LIVE_CLOSE, liveHello, type LiveHello, type LiveMessage } from '#lib/protocol/live.ts';
import { personByToken } from '#server/auth/session.ts';
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
  const sockets = new WebSocketServer({ noServer: true, maxPayload: HELLO_SIZE });
  sockets.on('connection', (socket: WebSocket) => greet(server, socket));
  return {
    upgrade: (request, socket, head) => {
      const { pathname } = new URL(request.url ?? '/', 'http://carnet');
      if (pathname !== '/v1/live' || isForeignPage(server, request.headers.origin)) return refuse(socket);
      sockets.handleUpgrade(request, socket, head, (open) => sockets.emit('connection', open, request));
    },
    close: () => {
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

function greet(server: Server, socket: WebSocket): void {
  const late = setTimeout(() => socket.close(LIVE_CLOSE.unauthorized), HELLO_BY);
  socket.once('close', () => clearTimeout(late));
  socket.on('error', () => socket.terminate());
  socket.once('message', (data: Buffer) => {
    clearTimeout(late);
    const hello = readHello(data.toString('utf8'));
    if (!hello) return socket.close(LIVE_CLOSE.unauthorized);
    serve(server, socket, hello).catch((error: unknown) => {
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

async function serve(server: Server, socket: WebSocket, hello: LiveHello): Promise<void> {
  const say = (message: LiveMessage) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const recheck = async () => {
    const refused = await judge(server, hello);
    if (refused !== null) socket.close(refused);
    return refused === null;
  };
  // Listens before it looks, so that no poke falls between the two; and says ready before any.
  let ready = false;
  const early: LiveMessage[] = [];
  const end = server.pokes.listen(hello.workspaces, {
    poke: (ws, v) => (ready ? say({ t: 'poke', ws, v }) : early.push({ t: 'poke', ws, v })),
    recheck: () => void recheck().catch(() => socket.close(1011)),
  });
  socket.once('close', end);
  if (!(await recheck())) return;
  ready = true;
  say({ t: 'ready' });
  early.forEach(say);
  keepAlive(socket, server.settings.keepAlive, () => say({ t: 'ka' }), recheck);
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

/** The code to close with, or null where all is well. */
async function judge(server: Server, hello: LiveHello): Promise<number | null> {
  const person = await personByToken(server.auth, `Bearer ${hello.token}`);
  if (!person) return LIVE_CLOSE.unauthorized;
  for (const workspace of hello.workspaces)
    if (!(await roleOf(server.database.db, workspace, person.id))) return LIVE_CLOSE.forbidden;
  return null;
}
