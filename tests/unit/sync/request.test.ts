import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createServerApi } from '#lib/sync/server-api.ts';
import { readRetryAfter, waitFor } from '#lib/sync/retry.ts';

const NEVER = new AbortController().signal;
const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server of our own that answers as badly as it is told. */
async function api(listener: RequestListener, timeout = 5000) {
  const server = createServer(listener);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return createServerApi({
    url,
    token: () => Promise.resolve('secret'),
    fetch,
    clock: { now: Date.now },
    timeout,
  });
}
const answering =
  (status: number, body: string, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(status, headers).end(body);
  };
const problem = (code: string, more = {}) => JSON.stringify({ code, message: '', ...more });

describe('an answer', () => {
  test.each([
    ['nonsense', answering(200, '<html>Wi-Fi sign-in</html>'), 'server_nonsense'],
    ['JSON of another server', answering(200, '{"hello":"world"}'), 'server_nonsense'],
    ['an error page', answering(500, 'oops'), 'server_nonsense'],
    ['a gateway without its server', answering(502, 'Bad gateway'), 'server_unreachable'],
    [
      'a redirect, which the token must not follow',
      answering(302, '', { Location: 'http://127.0.0.1:1/' }),
      'server_unreachable',
    ],
    ['nothing at all', (request) => request.socket.destroy(), 'server_unreachable'],
    [
      'half of a body',
      (_, response) => response.writeHead(200, { 'Content-Length': '100' }).write('{') && response.destroy(),
      'server_unreachable',
    ],
    ['silence', () => undefined, 'server_unreachable'],
    ['401', answering(401, problem('unauthorized')), 'sign_in_expired'],
    ['403', answering(403, problem('not_a_member')), 'not_a_member'],
    ['413', answering(413, problem('too_large')), 'too_large'],
    ['426', answering(426, problem('upgrade')), 'client_too_old'],
    ['503', answering(503, problem('unavailable')), 'server_busy'],
  ] as [string, RequestListener, string][])('%s has one typed reason', async (_, listener, reason) => {
    const asked = (await api(listener, 300)).session(NEVER);
    await expect(asked).rejects.toMatchObject({ name: 'SyncError', reason });
  });

  test('429 says how long to wait', async () => {
    const asked = (await api(answering(429, problem('rate_limited'), { 'Retry-After': '7' }))).session(NEVER);
    await expect(asked).rejects.toMatchObject({ reason: 'server_busy', retryAfter: 7000 });
  });

  test('the token goes into the Authorization header and nowhere else', async () => {
    const seen: string[] = [];
    const server = await api((request, response) => {
      seen.push(request.url ?? '', request.headers.authorization ?? '');
      response.end('{}');
    });
    await server.session(NEVER).catch(() => undefined);
    expect(seen).toEqual(['/v1/session', 'Bearer secret']);
  });

  test('one that is broken off is told apart from one that failed', async () => {
    const asked = (await api(() => undefined)).session(AbortSignal.timeout(30));
    await expect(asked).rejects.toMatchObject({ reason: 'aborted' });
  });

  test('a server of a newer protocol asks for a newer Carnet', async () => {
    const newer = JSON.stringify({ name: 'carnet', protocol: 99, title: '' });
    await expect((await api(answering(200, newer))).server(NEVER)).rejects.toMatchObject({
      reason: 'client_too_old',
    });
  });
});

describe('waiting', () => {
  test('doubles up to five minutes, spread over its upper half, never less than the server asked for', () => {
    expect([1, 2, 3].map((n) => waitFor(n, null, () => 1))).toEqual([1000, 2000, 4000]);
    expect(waitFor(1, null, () => 0)).toBe(500);
    expect(waitFor(40, null, () => 1)).toBe(300_000);
    expect(waitFor(1, 60_000, () => 0)).toBe(60_000);
  });

  test('Retry-After is read as seconds or as a date', () => {
    const now = Date.parse('2026-11-21T10:00:00Z');
    expect(readRetryAfter('120', now)).toBe(120_000);
    expect(readRetryAfter('Sat, 21 Nov 2026 10:01:00 GMT', now)).toBe(60_000);
    expect([readRetryAfter(null, now), readRetryAfter('soon', now)]).toEqual([undefined, undefined]);
  });
});
