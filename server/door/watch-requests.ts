import { randomUUID } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Visit } from '#server/door/visit.ts';
import { errorFacts, type Facts } from '#server/log.ts';
import type { Server } from '#server/server.ts';

/** Ids of workspaces as better-auth makes them, and UUIDs: whatever else stands in a path may be a person's. */
const ID = /^(?:[A-Za-z0-9]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/u;
/** Asked every few seconds by machines. */
const QUIET = new Set(['/healthz', '/metrics']);

/**
 * Writes down and counts every request by what it was, never by whom: method, pattern of the route, status, time, an id
 * that the answer bears too, and the workspace. No path as it was asked for, since links and searches stand in those.
 */
export function watchRequests(server: Server): MiddlewareHandler<Visit> {
  return async (c, next) => {
    const began = performance.now();
    const id = randomUUID();
    c.set('requestId', id);
    await next();
    c.header('X-Request-Id', id);
    const ms = performance.now() - began;
    const [method, route, { status }] = [c.req.method, patternOf(c), c.res];
    server.metrics.answered({ method, route, status, seconds: ms / 1000 });
    if (QUIET.has(route) && status === 200) return;
    server.log('info', 'request', { method, route, status, ms: round(ms), id, ...workspaceOf(c, status) });
  };
}

const round = (ms: number) => Math.round(ms * 10) / 10;

/** The pattern of the route that answers, not of what stands before it; `-` where there is none. */
export function patternOf(c: Context): string {
  return matchedRoutes(c).findLast(({ method }) => method !== 'ALL')?.path ?? '-';
}

/** Writes down what nobody foresaw, under the same id as the request's own line; not a word of what was sent. */
export function noteFailure(server: Server, error: unknown, c: Context<Visit>): void {
  const facts = { method: c.req.method, route: patternOf(c), id: c.get('requestId') };
  server.log('error', 'failure', { ...facts, ...errorFacts(error) });
}

/** Which workspace it was about, where whoever asked was let in. */
function workspaceOf(c: Context<Visit>, status: number): Facts {
  if ([401, 403, 404].includes(status)) return {};
  const workspace = c.get('workspace') ?? c.req.param('workspace') ?? '';
  return ID.test(workspace) ? { workspace } : {};
}
