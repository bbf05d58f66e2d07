import type { MiddlewareHandler } from 'hono';
import { Refused } from '#server/door/problem.ts';

/**
 * Refuses bodies above so many bytes, also those that do not say how long they are. Hono's own `bodyLimit` copies the
 * request with `new Request(request)`, which Node's server cannot do with the requests of `@hono/node-server` as long as
 * it leaves the global `Request` alone: every chunked body would be answered 503.
 */
export function limitBody(most: number): MiddlewareHandler {
  return async (c, next) => {
    const { raw } = c.req;
    const { body, headers, method, url } = raw;
    if (!body) return next();
    const said = headers.has('transfer-encoding') ? null : headers.get('content-length');
    if (said !== null && Number(said) > most) throw new Refused('too_large');
    if (said !== null) return next();
    const parts: Uint8Array[] = [];
    let size = 0;
    // By a reader: leaving a `for await` would cancel the stream, and with it the connection that is to be answered.
    const reader = body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > most) throw new Refused('too_large');
      parts.push(part.value);
    }
    c.req.raw = new Request(url, { method, headers, ...(size > 0 ? { body: Buffer.concat(parts) } : {}) });
    return next();
  };
}
