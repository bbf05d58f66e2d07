import { Hono } from 'hono';
import { pullRequest } from '#lib/protocol/pull.ts';
import { BODY_LIMIT, PROTOCOL, pushRequest } from '#lib/protocol/push.ts';
import type { ServerResponse, SessionResponse } from '#lib/protocol/session.ts';
import { limitBody } from '#server/api/body-limit.ts';
import { readBody } from '#server/api/body.ts';
import { packed } from '#server/api/packed.ts';
import { Brake, memberOf, personOf } from '#server/api/person.ts';
import { ticketRoutes } from '#server/api/ticket-routes.ts';
import { trailRoutes } from '#server/api/trail-routes.ts';
import { Refused } from '#server/door/problem.ts';
import type { Server } from '#server/server.ts';
import { workspacesOf } from '#server/sync/membership.ts';
import { countRows, pull } from '#server/sync/pull.ts';
import { pageText } from '#server/sync/page-text.ts';
import { push } from '#server/sync/push.ts';

/** `/v1`: the protocol of lib/protocol. */
export function apiRoutes(server: Server): Hono {
  const brake = new Brake(server.settings.requestsPerMinute);
  const { db } = server.database;
  const api = new Hono();
  api.use(async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
  });
  api.route('/', ticketRoutes(server, brake)); // its letters are larger than anything else
  api.use(limitBody(BODY_LIMIT));
  api.get('/server', (c) =>
    c.json({ name: 'carnet', protocol: PROTOCOL, title: server.settings.title } satisfies ServerResponse),
  );
  api.get('/session', async (c) => {
    const { id, name, email } = await personOf(server, brake, c);
    const workspaces = await workspacesOf(db, id);
    return c.json({ user: { id, name, email }, workspaces } satisfies SessionResponse);
  });
  api.post('/workspaces/:workspace/push', async (c) => {
    const who = await memberOf(server, brake, c);
    const request = await readBody(c, pushRequest);
    const { moved, ...response } = await push(server.database, server.source, who, request);
    if (moved) server.pokes.poke(who.workspace, response.version);
    const refused = response.rejected.map(({ code }) => code);
    server.metrics.pushed(request.changes.length, refused);
    return c.json(response);
  });
  api.post('/workspaces/:workspace/pull', async (c) => {
    const who = await memberOf(server, brake, c);
    const page = await pull(db, who, await readBody(c, pullRequest));
    server.metrics.pulled('rows' in page ? countRows(page.rows) : 0);
    return packed(c, pageText(page));
  });
  api.route('/', trailRoutes(server, brake));
  api.all('*', () => {
    throw new Refused('not_found');
  });
  return api;
}
