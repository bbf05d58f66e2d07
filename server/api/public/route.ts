import type { Context } from 'hono';
import { z } from 'zod';
import type { Scope } from '#lib/protocol/public-key.ts';
import type { PublicCode } from '#lib/protocol/public-problem.ts';
import { PublicRefusal, wrongIn } from '#server/api/public/problem.ts';
import type { KeyCaller } from '#server/api/public/keys.ts';
import type { Server } from '#server/server.ts';

/** A schema by the name it has in the OpenAPI document. */
export type Named = { name: string; schema: z.ZodType };

/**
 * A route of the public API: what it takes and gives, for the document and for the check at the door, and what answers
 * it. The routes are made of this and so is the document, so that they cannot part.
 */
export type Route = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As in OpenAPI: `/contacts/{id}`. */
  path: string;
  id: string;
  summary: string;
  /** What the key must be allowed; null: no key is asked for. */
  scope: Scope | null;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: Named;
  /** Whether it may be sent again with an Idempotency-Key. */
  once?: boolean;
  answers: Partial<Record<200 | 201 | 204, { meaning: string; content?: Named }>>;
  refuses: readonly PublicCode[];
  answer: (ask: Ask) => Promise<Response> | Response;
};

/** A request that has passed the door: with a key that may, and everything in it parsed. */
export type Ask = {
  server: Server;
  c: Context;
  key: KeyCaller;
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
  /** The body as it came, for telling whether it is the same again. */
  text: string;
};

/** @throws PublicRefusal `bad_request`, `invalid` with what is wrong in which place */
export async function parse(
  route: Route,
  c: Context,
): Promise<Pick<Ask, 'params' | 'query' | 'body' | 'text'>> {
  const params = route.params ? check(route.params, c.req.param(), 'query') : {};
  const query = check(route.query ?? z.strictObject({}), c.req.query(), 'query');
  if (!route.body) return { params, query, body: null, text: '' };
  if (!/^application\/json\b/iu.test(c.req.header('content-type') ?? ''))
    throw new PublicRefusal('bad_request');
  const text = await c.req.text();
  return { params, query, body: check(route.body.schema, readJson(text), 'body'), text };
}

function check<T>(schema: z.ZodType<T>, value: unknown, where: 'body' | 'query'): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new PublicRefusal('invalid', { errors: wrongIn(parsed.error, where) });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PublicRefusal('bad_request');
  }
}
