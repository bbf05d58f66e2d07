import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from 'hono';

const deflate = promisify(gzip);
/** Characters below which an answer is sent as it is. */
const SMALL = 1024;
/** Fast before small: rows are so alike that the next levels take twice the time for a tenth of the bytes. */
const LEVEL = 1;

/** An answer in JSON, as gzip where whoever asked takes that (RFC 9110, section 12.5.3). */
export async function packed(c: Context, json: string): Promise<Response> {
  c.header('Content-Type', 'application/json');
  c.header('Vary', 'Accept-Encoding', { append: true });
  if (json.length < SMALL || !takesGzip(c.req.header('accept-encoding') ?? '')) return c.body(json);
  c.header('Content-Encoding', 'gzip');
  return c.body(new Uint8Array(await deflate(json, { level: LEVEL })));
}

const takesGzip = (accepted: string) =>
  accepted.split(',').some((one) => /^\s*(?:gzip|x-gzip|\*)\s*(?:$|;\s*q=(?!0(?:\.0*)?\s*$))/iu.test(one));
