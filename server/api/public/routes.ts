import { Hono, type Context } from 'hono';
import { publicCode } from '#lib/protocol/public-problem.ts';
import { BODY_LIMIT } from '#lib/protocol/push.ts';
import { limitBody } from '#server/api/body-limit.ts';
import { Brake } from '#server/api/person.ts';
import { contactRoutes } from '#server/api/public/contact-routes.ts';
import { callerByKey, type KeyCaller } from '#server/api/public/keys.ts';
import { openApi } from '#server/api/public/open-api.ts';
import { answerProblem, problemOf, PublicRefusal } from '#server/api/public/problem.ts';
import { parse, type Route } from '#server/api/public/route.ts';
import { hookRoutes } from '#server/api/public/hook-routes.ts';
import type { Visit } from '#server/door/visit.ts';
import type { Limit } from '#server/limits.ts';
import type { Server } from '#server/server.ts';

/** Keys that are none, from one address: guessing is slow, and keeps nobody else out. */
const WRONG_KEYS: Limit = { name: 'api-key', most: 60, seconds: 600 };
const NOBODY: KeyCaller = { workspace: '', id: '', name: '', scopes: [] };

/** Routes that need no key: the document itself, and what its problems mean. */
const openRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/openapi.json',
    id: 'getOpenApi',
    summary: 'This document',
    scope: null,
    answers: { 200: { meaning: 'OpenAPI 3.1' } },
    refuses: [],
    answer: ({ c, server }) => c.json(openApi(routes, server.settings)),
  },
  {
    method: 'get',
    path: '/problems/{code}',
    id: 'getProblem',
    summary: 'What a problem means',
    scope: null,
    answers: { 200: { meaning: 'Its title and what to do about it' } },
    refuses: ['not_found'],
    answer: ({ c, server }) => {
      const code = publicCode.safeParse(c.req.param('code')).data;
      if (code === undefined) throw new PublicRefusal('not_found');
      return c.json(problemOf(server.settings.url, code));
    },
  },
];

/** All of the public API, in the order they are matched: fixed paths before those with parameters. */
export const routes: readonly Route[] = [...contactRoutes, ...hookRoutes, ...openRoutes];

/** `/api/1`: for other software, with a key of a workspace. Never by a cookie, and without CORS: keys are no page's. */
export function publicRoutes(server: Server): Hono<Visit> {
  const brake = new Brake(server.settings.requestsPerMinute);
  const api = new Hono<Visit>();
  api.onError((error, c) => answerProblem(server, error, c));
  api.use(limitBody(BODY_LIMIT));
  api.use(async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
  });
  for (const route of routes)
    api.on(route.method.toUpperCase(), route.path.replaceAll(/\{(\w+)\}/gu, ':$1'), async (c) => {
      const key = route.scope === null ? NOBODY : await admit(server, brake, route.scope, c);
      return route.answer({ server, c, key, ...(await parse(route, c)) });
    });
  api.all('*', () => {
    throw new PublicRefusal('not_found');
  });
  return api;
}

async function admit(server: Server, brake: Brake, scope: NonNullable<Route['scope']>, c: Context<Visit>) {
  const key = await callerByKey(server, c.req.header('authorization'));
  if (!key) {
    const wait = await server.limits.count(WRONG_KEYS, c.get('address'));
    throw wait === null
      ? new PublicRefusal('unauthorized')
      : new PublicRefusal('rate_limited', { retryAfter: wait });
  }
  c.set('workspace', key.workspace);
  brake.count(`${key.workspace} ${key.id}`, server.source.now());
  if (!key.scopes.includes(scope))
    throw new PublicRefusal('missing_scope', { detail: `This needs a key with the scope ${scope}.` });
  return key;
}
