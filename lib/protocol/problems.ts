import * as z from 'zod/mini';

/** Every way the server can refuse a whole request: the body of each answer that is not 2xx. */
export const serverProblem = z.object({
  code: z.enum([
    'bad_request',
    'unauthorized',
    'not_a_member',
    'not_permitted',
    'client_of_other_user',
    'out_of_order',
    'too_large',
    'invalid',
    'upgrade',
    'rate_limited',
    'not_found',
    'unavailable',
  ]),
  message: z.string(),
  /** With `out_of_order`: the last change of this client that took effect. */
  lastChangeId: z.optional(z.int()),
});
export type ServerProblem = z.infer<typeof serverProblem>;
