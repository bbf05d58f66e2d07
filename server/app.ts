import { Hono } from 'hono';
import { apiRoutes } from '#server/api/routes.ts';
import { publicRoutes } from '#server/api/public/routes.ts';
import { authRoutes } from '#server/api/auth-routes.ts';
import { demoRoutes } from '#server/demo/routes.ts';
import { answerError, extensionsOnly, nameCaller, secureHeaders } from '#server/door/door.ts';
import { healthRoutes } from '#server/door/health.ts';
import type { Visit } from '#server/door/visit.ts';
import { watchRequests } from '#server/door/watch-requests.ts';
import { pageRoutes } from '#server/pages/routes.ts';
import type { Server } from '#server/server.ts';

/** Everything the server answers over HTTP. */
export function createApp(server: Server): Hono<Visit> {
  const app = new Hono<Visit>();
  app.onError((error, c) => answerError(server, error, c));
  app.use(watchRequests(server));
  app.use(secureHeaders);
  app.use(nameCaller(server));
  app.route('/', healthRoutes(server));
  app.use('/v1/*', extensionsOnly(server));
  app.use('/api/auth/*', extensionsOnly(server));
  app.route('/v1', apiRoutes(server));
  app.route('/api/1', publicRoutes(server));
  app.route('/api/auth', authRoutes(server));
  if (server.settings.demo) app.route('/', demoRoutes());
  app.route('/', pageRoutes(server));
  return app;
}
