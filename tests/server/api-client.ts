import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { scope, type Scope } from '#lib/protocol/public-key.ts';
import { submit, type Team } from './team.ts';

/** Other software with a key of a team's workspace. */
export type Software = {
  key: string;
  id: string;
  ask: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
};
// oxlint-disable-next-line typescript/no-explicit-any -- what a test looks into is for it to say
export type Answer = { status: number; headers: Headers; body: any };

/** Makes a key on the server's page, as the owner does. */
export async function makeSoftware(
  team: Pick<Team, 'url' | 'workspace' | 'owner'>,
  name = 'CRM',
  scopes: readonly Scope[] = scope.options,
): Promise<Software> {
  const page = `${team.url}/api-keys/${team.workspace}`;
  const asked = await (await fetch(page, { headers: { cookie: team.owner.cookie } })).text();
  const id = /name="id" value="([A-Za-z0-9]{10})"/u.exec(asked)?.[1] ?? '';
  const chosen = Object.fromEntries(scopes.map((one) => [one, 'on']));
  const answer = await submit(`${page}/make`, { id, name, life: '0', ...chosen }, team.owner.cookie);
  const key = /value="(carnet_[^"]+)"/u.exec(await answer.text())?.[1];
  if (key === undefined) throw new Error(`no key: ${answer.status}`);
  return { key, id, ask: (...request) => ask(team.url, key, ...request) };
}

export async function ask(
  url: string,
  key: string | null,
  method: string,
  path: string,
  body?: unknown,
  more: Record<string, string> = {},
): Promise<Answer> {
  const headers = {
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...more,
  };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(`${url}/api/1${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: text }),
  });
  const said = await answer.text();
  return { status: answer.status, headers: answer.headers, body: said === '' ? null : JSON.parse(said) };
}

export type Received = { headers: IncomingHttpHeaders; body: string; path: string };
export type Receiver = {
  url: string;
  received: Received[];
  /** What it answers; by default 204. */
  reply: (request: Received) => { status: number; headers?: Record<string, string>; after?: number };
  stop: () => Promise<void>;
};

/** A real receiver of webhooks on this machine. */
export async function startReceiver(): Promise<Receiver> {
  const receiver: Receiver = { url: '', received: [], reply: () => ({ status: 204 }), stop: async () => {} };
  const http = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString('utf8')));
    request.on('end', () => {
      const one = { headers: request.headers, body, path: request.url ?? '' };
      receiver.received.push(one);
      const { status, headers = {}, after = 0 } = receiver.reply(one);
      setTimeout(() => response.writeHead(status, headers).end(), after);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/hook`;
  receiver.stop = () =>
    new Promise((resolve) => {
      http.closeAllConnections();
      http.close(() => resolve());
    });
  return receiver;
}

/** Waits until something is so, for some seconds at most. */
export async function until(what: () => boolean | Promise<boolean>, seconds = 8): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await what())) {
    if (Date.now() > end) throw new Error('it did not come to be');
    await new Promise((wake) => setTimeout(wake, 25));
  }
}
