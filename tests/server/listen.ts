import { WebSocket } from 'ws';

/** A live socket that waits to be closed: `ready` once it listens, then the code it was closed with. */
export function closing(url: string, token: string, workspace: string) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/live`);
  socket.once('open', () => socket.send(JSON.stringify({ t: 'hello', token, workspaces: [workspace] })));
  const ready = new Promise<void>((resolve) => socket.once('message', () => resolve()));
  const code = new Promise<number>((resolve, reject) => {
    socket.once('close', resolve);
    socket.once('error', reject);
  });
  return { ready, code, end: () => socket.close() };
}
