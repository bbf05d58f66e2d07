import { z } from 'zod';
import { deviceCode, DEVICE_CLIENT, serverResponse, sessionResponse } from '#lib/protocol/session.ts';
import { pullResponse, type PullRequest } from '#lib/protocol/pull.ts';
import { PROTOCOL, pushResponse, type PushRequest } from '#lib/protocol/push.ts';
import { request, type Door } from './request.ts';
import { SyncError } from './sync-error.ts';

export type ServerApi = ReturnType<typeof createServerApi>;

/**
 * What the client asks a team server. Every answer is parsed; every function throws a `SyncError` and nothing else.
 * The token goes into the Authorization header only, never into an address.
 */
export function createServerApi(door: Door) {
  const ask = <T>(schema: z.ZodType<T>, path: string, signal: AbortSignal, body?: unknown) =>
    request(door, { schema, path, signal, ...(body === undefined ? {} : { body }) });
  const workspace = (id: string) => `/v1/workspaces/${encodeURIComponent(id)}`;
  return {
    url: door.url,
    /** What answers there. @throws `client_too_old` or `server_too_old` where the two do not speak one protocol */
    server: async (signal: AbortSignal) => speaksOurs(await ask(serverResponse, '/v1/server', signal)),
    session: (signal: AbortSignal) => ask(sessionResponse, '/v1/session', signal),
    push: (id: string, body: PushRequest, signal: AbortSignal) =>
      ask(pushResponse, `${workspace(id)}/push`, signal, body),
    pull: (id: string, body: PullRequest, signal: AbortSignal) =>
      ask(pullResponse, `${workspace(id)}/pull`, signal, body),
    deviceCode: (signal: AbortSignal) =>
      ask(deviceCode, '/api/auth/device/code', signal, { client_id: DEVICE_CLIENT }),
    /** Ends the session on the server, so that the token is worth nothing any more. */
    signOut: (signal: AbortSignal) => ask(z.unknown(), '/api/auth/sign-out', signal, {}),
  };
}

function speaksOurs<T extends { protocol: number }>(answer: T): T {
  if (answer.protocol > PROTOCOL) throw new SyncError('client_too_old');
  if (answer.protocol < PROTOCOL) throw new SyncError('server_too_old');
  return answer;
}
