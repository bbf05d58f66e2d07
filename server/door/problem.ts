import type { ServerProblem } from '#lib/protocol/problems.ts';

const STATUS = {
  bad_request: 400,
  unauthorized: 401,
  not_a_member: 403,
  not_permitted: 403,
  client_of_other_user: 403,
  not_found: 404,
  out_of_order: 409,
  too_large: 413,
  invalid: 422,
  upgrade: 426,
  rate_limited: 429,
  unavailable: 503,
} as const satisfies Record<ServerProblem['code'], number>;

const WORDS: Record<ServerProblem['code'], string> = {
  bad_request: 'The body is not JSON.',
  unauthorized: 'The token is missing, forged or expired.',
  not_a_member: 'There is no such workspace, or you are not a member of it.',
  not_permitted: 'Your role in this workspace does not let you see this.',
  client_of_other_user: 'This client id belongs to another user: make a new one.',
  not_found: 'There is nothing here.',
  out_of_order: 'A change between the last one applied and the first one sent is missing.',
  too_large: 'A request carries at most 2 MiB and 500 changes.',
  invalid: 'The body is not what this protocol says.',
  upgrade: 'This version of the protocol is not spoken here.',
  rate_limited: 'Too many requests: wait a little.',
  unavailable: 'The server cannot do this at the moment: try again.',
};

/** A refusal of a whole request on its way up to the edge that answers it. */
export class Refused extends Error {
  readonly problem: ServerProblem;
  readonly status: (typeof STATUS)[ServerProblem['code']];
  /** Seconds until it may be tried again. */
  readonly retryAfter: number | null;
  constructor(code: ServerProblem['code'], more: { lastChangeId?: number; retryAfter?: number } = {}) {
    super(code);
    this.name = 'Refused';
    this.status = STATUS[code];
    this.retryAfter = more.retryAfter ?? null;
    this.problem = { code, message: WORDS[code] };
    if (more.lastChangeId !== undefined) this.problem.lastChangeId = more.lastChangeId;
  }
}
