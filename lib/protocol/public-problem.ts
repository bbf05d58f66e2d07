import { z } from 'zod';

/** Every way the API refuses a request or one item of it. */
export const publicCode = z.enum([
  'bad_request',
  'unauthorized',
  'missing_scope',
  'not_found',
  'unknown_contact',
  'conflict',
  'cursor_outdated',
  'too_large',
  'invalid',
  'idempotency_mismatch',
  'target_refused',
  'rate_limited',
  'unavailable',
]);
export type PublicCode = z.infer<typeof publicCode>;

/** What is wrong with which value of the body (JSON Pointer, RFC 6901) or of the query (its name). */
const wrong = z.object({
  pointer: z.string().optional().meta({ description: 'JSON Pointer into the body, like /senders/0/value' }),
  parameter: z.string().optional().meta({ description: 'Name of a parameter of the query or the path' }),
  detail: z.string(),
});
export type Wrong = z.infer<typeof wrong>;

/** A problem as RFC 9457 has it, `application/problem+json`. `code` is for programs, `detail` for people. */
export const problem = z
  .object({
    type: z.url().meta({ description: 'Opens a page that explains this kind of problem' }),
    title: z.string(),
    status: z.int(),
    code: publicCode,
    detail: z.string(),
    errors: z.array(wrong).optional(),
  })
  .meta({ description: 'RFC 9457 problem details' });
export type PublicProblem = z.infer<typeof problem>;

/** Why one item of a batch was refused; the others are not held up by it. */
export const itemProblem = z.object({
  code: publicCode,
  detail: z.string(),
  errors: z.array(wrong).optional(),
});
export type ItemProblem = z.infer<typeof itemProblem>;
