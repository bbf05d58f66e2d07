import type { Context, MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { clientAddress } from '#server/door/address.ts';
import { Refused } from '#server/door/problem.ts';
import type { Visit } from '#server/door/visit.ts';
import { noteFailure } from '#server/door/watch-requests.ts';
import type { Server } from '#server/server.ts';

/** Notes where a request came from, and turns away names that this server does not answer to (DNS rebinding). */
export function nameCaller({ settings }: Server): MiddlewareHandler<Visit> {
  const own = new URL(settings.url);
  const hosts = new Set([
    own.host,
    ...['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${own.port}`),
  ]);
  return async (c, next) => {
    const socket = c.env.incoming?.socket.remoteAddress;
    const forwarded = c.req.header('x-forwarded-for') ?? null;
    c.set('address', clientAddress(socket, forwarded, settings.trustProxy));
    if (!hosts.has(c.req.header('host') ?? '') && c.req.path !== '/healthz')
      return c.text(
        'This server does not answer under that name. Set CARNET_URL to the address people use.',
        421,
      );
    return next();
  };
}

/** The headers of every answer. A page brings its own Content-Security-Policy. */
export const secureHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('X-Frame-Options', 'DENY');
  // Not `no-referrer`: that would take the Origin off our own forms, which is how they are told from others'.
  c.header('Referrer-Policy', 'same-origin');
  c.header('Cross-Origin-Opener-Policy', 'same-origin');
  c.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
  if (!c.res.headers.has('Content-Security-Policy'))
    c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
};

/** Browsers let exactly these extensions read the answers; never with cookies. */
export function extensionsOnly({ settings }: Server): MiddlewareHandler {
  return cors({
    origin: (origin) => (settings.extensionOrigins.includes(origin) ? origin : null),
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['authorization', 'content-type'],
    exposeHeaders: ['retry-after'],
    maxAge: 600,
  });
}

/** A form is taken only from this server's own pages. */
export function ownFormsOnly(): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    // The host was checked already, so an Origin that names the same host is ours.
    const origin = c.req.header('origin');
    if (origin === undefined || !URL.canParse(origin) || new URL(origin).host !== c.req.header('host'))
      return c.text('This form was not sent by a page of this server.', 403);
    return next();
  };
}

/** Turns what was thrown into an answer; what nobody foresaw is written down without a word of what was sent. */
export function answerError(server: Server, error: unknown, c: Context<Visit>): Response {
  if (error instanceof Refused) {
    if (error.retryAfter !== null) c.header('Retry-After', String(error.retryAfter));
    return c.json(error.problem, error.status);
  }
  noteFailure(server, error, c);
  const { problem, status } = new Refused('unavailable');
  return c.json(problem, status);
}
