import * as z from 'zod/mini';
import { DEVICE_CLIENT, type DeviceCode } from '#lib/protocol/session.ts';
import { readJson, send, type Door } from './request.ts';
import { isTransient, SyncError } from './sync-error.ts';
import type { Clock } from './retry.ts';
import type { ServerApi } from './server-api.ts';

/**
 * A sign-in that waits for its approval on the server's page (RFC 8628). JSON, so that it can be kept while the worker
 * sleeps; `awaitApproval` goes on with it. `interval` and `expiresAt` in milliseconds.
 */
export type PendingSignIn = {
  deviceCode: string;
  userCode: string;
  verificationUrl: string;
  interval: number;
  expiresAt: number;
};

/** Begins the device flow. @throws SyncError */
export async function beginSignIn(
  api: ServerApi,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
): Promise<PendingSignIn> {
  const code = await api.deviceCode(signal);
  return {
    deviceCode: code.device_code,
    userCode: code.user_code,
    verificationUrl: safePage(api.url, code),
    interval: Math.max(1, code.interval) * 1000,
    expiresAt: clock.now() + code.expires_in * 1000,
  };
}

/** The page to open: only one of the server's own, whatever it answered. */
function safePage(serverUrl: string, code: DeviceCode): string {
  const page = URL.parse(code.verification_uri_complete, serverUrl);
  if (page?.origin !== new URL(serverUrl).origin) throw new SyncError('server_nonsense');
  return page.href;
}

const tokenAnswer = z.object({ access_token: z.string().check(z.minLength(1), z.maxLength(4096)) });
const tokenError = z.object({ error: z.string() });

/**
 * Asks until the person has approved, denied, or let the code expire.
 * @returns the token
 * @throws SyncError `sign_in_denied`, `sign_in_expired`, `aborted`, or what stops any request
 */
export async function awaitApproval(
  door: Door,
  pending: PendingSignIn,
  clock: Clock,
  signal: AbortSignal,
): Promise<string> {
  let { interval } = pending;
  for (;;) {
    await clock.sleep(interval, signal);
    if (clock.now() >= pending.expiresAt) throw new SyncError('sign_in_expired');
    const answer = await askForToken(door, pending, signal);
    if (typeof answer === 'object') return answer.token;
    // RFC 8628, 3.5: slow_down asks for 5 seconds more from now on; a connection that times out for twice as long.
    if (answer === 'slow_down') interval += 5000;
    if (answer === 'unreachable') interval = Math.min(interval * 2, 60_000);
  }
}

type Answer = { token: string } | 'pending' | 'slow_down' | 'unreachable';

async function askForToken(door: Door, { deviceCode }: PendingSignIn, signal: AbortSignal): Promise<Answer> {
  try {
    const response = await send(door, '/api/auth/device/token', signal, {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: deviceCode,
      client_id: DEVICE_CLIENT,
    });
    return readAnswer(response, await readJson(response, signal));
  } catch (error) {
    if (error instanceof SyncError && isTransient(error.reason)) return 'unreachable';
    throw error;
  }
}

function readAnswer(response: Response, body: unknown): Answer {
  const token = response.ok ? tokenAnswer.safeParse(body).data : undefined;
  if (token) return { token: token.access_token };
  if (response.status === 429) return 'slow_down';
  switch (tokenError.safeParse(body).data?.error) {
    case 'authorization_pending':
      return 'pending';
    case 'slow_down':
      return 'slow_down';
    case 'access_denied':
      throw new SyncError('sign_in_denied');
    case 'expired_token':
    case 'invalid_grant':
      throw new SyncError('sign_in_expired');
    default:
      throw new SyncError(response.status >= 500 ? 'server_unreachable' : 'server_nonsense');
  }
}
