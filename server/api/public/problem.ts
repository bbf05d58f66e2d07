import type { Context } from 'hono';
import type { z } from 'zod';
import type { PublicCode, PublicProblem, Wrong } from '#lib/protocol/public-problem.ts';
import { Refused } from '#server/door/problem.ts';
import type { Visit } from '#server/door/visit.ts';
import { noteFailure } from '#server/door/watch-requests.ts';
import type { Server } from '#server/server.ts';

/** What each code means: its status, its title, and what to do about it. */
export const MEANINGS = {
  bad_request: [400, 'Not readable', 'The body is no JSON, or its Content-Type is not application/json.'],
  unauthorized: [
    401,
    'No valid key',
    'Send a key of the workspace: "Authorization: Bearer carnet_...". It may have been revoked or have expired.',
  ],
  missing_scope: [
    403,
    'Not allowed with this key',
    'The key does not have the scope that this needs. Make one that has.',
  ],
  not_found: [404, 'Nothing here', 'There is nothing under this address in the workspace of the key.'],
  unknown_contact: [404, 'Unknown contact', 'No contact has this id or any of these senders.'],
  conflict: [409, 'In the way', 'Something in the workspace stands in the way; `detail` says what.'],
  cursor_outdated: [
    410,
    'Cursor outdated',
    'The server’s data have been restored, or the cursor is very old: list from the beginning, without a cursor.',
  ],
  too_large: [413, 'Too large', 'A request carries at most 2 MiB.'],
  invalid: [422, 'Not valid', '`errors` says which values are wrong, and how. Nothing was changed.'],
  idempotency_mismatch: [
    422,
    'Another request had this key',
    'An Idempotency-Key stands for one request; use a new one for another.',
  ],
  target_refused: [
    422,
    'Target refused',
    'Webhooks go to https addresses that everybody can reach; this server allows no others.',
  ],
  rate_limited: [429, 'Too many requests', 'Wait as many seconds as Retry-After says.'],
  unavailable: [503, 'Not at the moment', 'The server cannot do this now. Try again in a while.'],
} as const satisfies Record<PublicCode, readonly [number, string, string]>;

type More = { detail?: string; errors?: Wrong[] | undefined; retryAfter?: number };

/** A refusal on its way up to the edge of the public API. */
export class PublicRefusal extends Error {
  readonly code: PublicCode;
  readonly more: More;
  constructor(code: PublicCode, more: More = {}) {
    super(code);
    this.name = 'PublicRefusal';
    this.code = code;
    this.more = more;
  }
}

/** The problem as it is answered; inside a batch without its envelope. */
export function problemOf(url: string, code: PublicCode, { detail, errors }: More = {}): PublicProblem {
  const [status, title, meaning] = MEANINGS[code];
  const type = `${url}/api/1/problems/${code}`;
  return { type, title, status, code, detail: detail ?? meaning, ...(errors ? { errors } : {}) };
}

/** What zod found, by JSON Pointer (RFC 6901) into the body, or by the name of a parameter. */
export function wrongIn(error: z.ZodError, where: 'body' | 'query'): Wrong[] {
  return error.issues.flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [key]) : [[]];
    return keys.map((key) => {
      const path = [...issue.path, ...key].map(String);
      const detail = key.length > 0 ? 'There is no such member.' : issue.message;
      if (where === 'query') return { parameter: path.join('.'), detail };
      return {
        pointer: path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
        detail,
      };
    });
  });
}

/** Answers whatever was thrown as RFC 9457 has it; what nobody foresaw without a word of what was sent. */
export function answerProblem(server: Server, error: unknown, c: Context<Visit>): Response {
  const refusal = refusalOf(error);
  if (!refusal) {
    noteFailure(server, error, c);
    return send(server, c, new PublicRefusal('unavailable', { retryAfter: 5 }));
  }
  return send(server, c, refusal);
}

function refusalOf(error: unknown): PublicRefusal | null {
  if (error instanceof PublicRefusal) return error;
  if (!(error instanceof Refused)) return null;
  const { code } = error.problem;
  if (code === 'rate_limited') return new PublicRefusal(code, { retryAfter: error.retryAfter ?? 60 });
  return code === 'too_large' ? new PublicRefusal(code) : null;
}

function send(server: Server, c: Context, { code, more }: PublicRefusal): Response {
  const problem = problemOf(server.settings.url, code, more);
  if (more.retryAfter !== undefined) c.header('Retry-After', String(more.retryAfter));
  if (code === 'unauthorized') c.header('WWW-Authenticate', 'Bearer realm="carnet"');
  // The rest of such a body is not read: whoever sent it must not send the next request behind it.
  if (code === 'too_large') c.header('Connection', 'close');
  c.header('Content-Type', 'application/problem+json');
  return c.body(JSON.stringify(problem), MEANINGS[code][0]);
}
