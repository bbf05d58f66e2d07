import { Hono } from 'hono';
import { limitBody } from '#server/api/body-limit.ts';
import { personByToken } from '#server/auth/session.ts';
import { recheckSockets } from '#server/auth/sessions.ts';
import { ADDRESS_HEADER } from '#server/door/address.ts';
import type { Visit } from '#server/door/visit.ts';
import { Refused } from '#server/door/problem.ts';
import type { Server } from '#server/server.ts';

/** All of better-auth that answers from outside; people sign in on the pages. */
const OPEN = ['/device/code', '/device/token', '/sign-out'] as const;
const BODY = 16 * 1024;

/**
 * The device flow (RFC 8628) and the end of a session. Cookies are left behind at this door, so that no page can
 * borrow them here.
 */
export function authRoutes(server: Server): Hono<Visit> {
  const routes = new Hono<Visit>();
  routes.use(limitBody(BODY));
  for (const path of OPEN)
    routes.post(path, async (c) => {
      const headers = new Headers({ [ADDRESS_HEADER]: c.get('address'), 'content-type': 'application/json' });
      const authorization = c.req.header('authorization');
      if (authorization !== undefined) headers.set('authorization', authorization);
      const agent = c.req.header('user-agent');
      if (agent !== undefined) headers.set('user-agent', agent.slice(0, 300));
      const body = await c.req.text();
      const url = new URL(`/api/auth${path}`, server.settings.url);
      const leaving = path === '/sign-out' ? await personByToken(server.auth, authorization ?? null) : null;
      const answer = await server.auth.handler(
        new Request(url, { method: 'POST', headers, body: body === '' ? '{}' : body }),
      );
      if (leaving) await recheckSockets(server, leaving.id);
      const shown = new URL(server.settings.url).host;
      const host = c.req.header('host') ?? shown;
      return withoutCookies(path === '/device/code' && host !== shown ? await renamed(answer, host) : answer);
    });
  routes.all('*', () => {
    throw new Refused('not_found');
  });
  return routes;
}

/** Whoever asked for `localhost` is sent to a page of `localhost`: extensions open no page of another origin. */
async function renamed(answer: Response, host: string): Promise<Response> {
  if (!answer.ok) return answer;
  const body = (await answer.json()) as Record<string, unknown>;
  for (const name of ['verification_uri', 'verification_uri_complete']) {
    const url = new URL(String(body[name]));
    url.host = host;
    body[name] = url.href;
  }
  return Response.json(body, { status: answer.status, headers: { 'cache-control': 'no-store' } });
}

function withoutCookies(answer: Response): Response {
  const headers = new Headers(answer.headers);
  headers.delete('set-cookie');
  headers.delete('set-auth-token');
  const wait = headers.get('x-retry-after');
  if (wait !== null) headers.set('retry-after', wait);
  return new Response(answer.body, { status: answer.status, headers });
}
