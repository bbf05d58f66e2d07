import type * as z from 'zod/mini';
import { serverProblem, type ServerProblem } from '#lib/protocol/problems.ts';
import { readRetryAfter, type Clock } from './retry.ts';
import { SyncError, type SyncReason } from './sync-error.ts';

/** The way to one server. `token` is asked before each request: it is kept elsewhere, and may change. */
export type Door = {
  url: string;
  token: () => Promise<string | null>;
  fetch: typeof fetch;
  clock: Pick<Clock, 'now'>;
  /** Milliseconds until a server that says nothing counts as unreachable; 60,000 unless told. */
  timeout?: number;
};

export type Request<T> = {
  schema: z.ZodMiniType<T>;
  path: string;
  signal: AbortSignal;
  /** Sent as JSON by POST; without one it is a GET. */
  body?: unknown;
  /** Milliseconds, in place of the door's. */
  timeout?: number;
};

/** Asks once. @throws SyncError */
export async function request<T>(
  door: Door,
  { schema, path, signal, body, timeout }: Request<T>,
): Promise<T> {
  const response = await send(timeout === undefined ? door : { ...door, timeout }, path, signal, body);
  const answer = await readJson(response, signal);
  if (!response.ok) throw refusalOf(response, answer, door.clock.now());
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new SyncError('server_nonsense', { cause: parsed.error });
  return parsed.data;
}

/** Sends a request as it is. @throws SyncError `server_unreachable` or `aborted` */
export async function send(door: Door, path: string, signal: AbortSignal, body: unknown): Promise<Response> {
  const token = await door.token();
  const headers = {
    Accept: 'application/json',
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
  };
  try {
    return await door.fetch(new URL(path, door.url), {
      headers,
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      // No cookies: the token alone says who asks. No redirects: a token must not follow one.
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.any([signal, AbortSignal.timeout(door.timeout ?? 60_000)]),
    });
  } catch (cause) {
    throw new SyncError(signal.aborted ? 'aborted' : 'server_unreachable', { cause });
  }
}

/** The body as JSON; undefined where it is none. The connection may still break while it is read. */
export async function readJson(response: Response, signal: AbortSignal): Promise<unknown> {
  const text = await response.text().catch((cause: unknown) => {
    throw new SyncError(signal.aborted ? 'aborted' : 'server_unreachable', { cause });
  });
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const REASONS: Record<ServerProblem['code'], SyncReason> = {
  bad_request: 'server_refused',
  unauthorized: 'sign_in_expired',
  not_a_member: 'not_a_member',
  not_permitted: 'not_permitted',
  client_of_other_user: 'client_of_other_user',
  out_of_order: 'out_of_order',
  too_large: 'too_large',
  invalid: 'server_refused',
  upgrade: 'client_too_old',
  rate_limited: 'server_busy',
  not_found: 'server_refused',
  unavailable: 'server_busy',
};

function refusalOf(response: Response, answer: unknown, now: number): SyncError {
  const problem = serverProblem.safeParse(answer);
  const retryAfter = readRetryAfter(response.headers.get('Retry-After'), now);
  const more = {
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(problem.data?.lastChangeId === undefined ? {} : { lastChangeId: problem.data.lastChangeId }),
  };
  return new SyncError(problem.success ? REASONS[problem.data.code] : reasonOf(response.status), more);
}

// An answer that is not the server's own: a proxy in front of it, or another server altogether.
function reasonOf(status: number): SyncReason {
  if (status === 429 || status === 503) return 'server_busy';
  if (status === 502 || status === 504) return 'server_unreachable';
  return status === 413 ? 'too_large' : 'server_nonsense';
}
