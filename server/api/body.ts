import type { Context } from 'hono';
import * as z from 'zod/mini';
import { PROTOCOL, PUSH_LIMIT } from '#lib/protocol/push.ts';
import { Refused } from '#server/door/problem.ts';

/**
 * A request's body, parsed.
 * @throws Refused `bad_request` where it is no JSON, `upgrade` for another protocol, `too_large`, `invalid`
 */
export async function readBody<T>(c: Context, schema: z.core.$ZodType<T>): Promise<T> {
  if (!/^application\/json\b/iu.test(c.req.header('content-type') ?? '')) throw new Refused('bad_request');
  const body = await readJson(c);
  if (typeof body !== 'object' || body === null) throw new Refused('invalid');
  if ('protocol' in body && body.protocol !== PROTOCOL) throw new Refused('upgrade');
  if ('changes' in body && Array.isArray(body.changes) && body.changes.length > PUSH_LIMIT)
    throw new Refused('too_large');
  const parsed = z.safeParse(schema, body);
  if (!parsed.success) throw new Refused('invalid');
  return parsed.data;
}

async function readJson(c: Context): Promise<unknown> {
  try {
    return JSON.parse(await c.req.text());
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refused('bad_request');
    throw error;
  }
}
