import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Client, create } from './client.ts';
import { startTeam, submit, type Team } from './team.ts';

const EXTENSION = 'chrome-extension://nakkgilmgfepambcbblhgioeopabmeoi';

let team: Team;
let push: string;
beforeAll(async () => {
  team = await startTeam();
  push = `${team.url}/v1/workspaces/${team.workspace}/push`;
});
afterAll(() => team.running.stop());

const send = (body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(push, {
    method: 'POST',
    headers: { authorization: `Bearer ${team.owner.token}`, 'content-type': 'application/json', ...headers },
    body,
  });
const told = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];

describe('bodies', () => {
  test('of 10 MB are refused with a clear answer, whether their length is said or not', async () => {
    const big = JSON.stringify({ protocol: 1, filler: 'x'.repeat(10 * 1024 * 1024) });
    expect(await told(await send(big))).toEqual([413, 'too_large']);
    const parts = Array.from({ length: 160 }, () => Buffer.alloc(65_536, 120));
    const stream = new ReadableStream({
      pull: (control) => {
        const part = parts.pop();
        if (part) control.enqueue(part);
        else control.close();
      },
    });
    const answer = await fetch(push, {
      method: 'POST',
      headers: { authorization: `Bearer ${team.owner.token}`, 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect(await told(answer)).toEqual([413, 'too_large']);
    expect((await fetch(`${team.url}/healthz`)).status).toBe(200);
  });

  test('that are nonsense are refused for what they are', async () => {
    const client = new Client(team, team.owner);
    const many = client.batch(...Array.from({ length: 501 }, (_, at) => create(`Too many ${at}`)));
    const rows: [string, number, string][] = [
      ['{"protocol":1', 400, 'bad_request'],
      ['', 400, 'bad_request'],
      ['\u0000\u0001', 400, 'bad_request'],
      ['null', 422, 'invalid'],
      ['[]', 422, 'invalid'],
      ['{"protocol":1}', 422, 'invalid'],
      ['{"protocol":1,"clientId":"x","changes":[]}', 422, 'invalid'],
      ['{"protocol":2}', 426, 'upgrade'],
      ['{"protocol":"1"}', 426, 'upgrade'],
      [JSON.stringify(many), 413, 'too_large'],
      ['['.repeat(100_000), 400, 'bad_request'],
    ];
    for (const [body, status, code] of rows)
      expect([body.slice(0, 30), ...(await told(await send(body)))]).toEqual([
        body.slice(0, 30),
        status,
        code,
      ]);
    expect(await told(await send('{}', { 'content-type': 'text/plain' }))).toEqual([400, 'bad_request']);
  });

  test('with ids that are no numbers in order are refused', async () => {
    const { id: clientId } = new Client(team, team.owner);
    for (const id of [0, -1, 1.5, '1', null, 2 ** 60]) {
      const changes = [{ id, name: 'contact.delete', args: {} }];
      const answer = await send(JSON.stringify({ protocol: 1, clientId, changes }));
      expect(answer.status).toBe(422);
    }
  });
});

describe('other origins', () => {
  test('only the named extension may read the API from a browser, and without cookies', async () => {
    const ask = (origin: string, path = '/v1/session') =>
      fetch(`${team.url}${path}`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization',
        },
      });
    const ours = await ask(EXTENSION);
    expect(ours.headers.get('access-control-allow-origin')).toBe(EXTENSION);
    expect(ours.headers.get('access-control-allow-credentials')).toBeNull();
    const strangers = [
      'https://evil.example',
      'chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      `${EXTENSION}.evil.example`,
      'null',
      team.url,
    ];
    for (const origin of strangers) {
      for (const path of ['/v1/session', '/v1/server', '/api/auth/device/token'])
        expect((await ask(origin, path)).headers.get('access-control-allow-origin')).toBeNull();
      const got = await fetch(`${team.url}/v1/server`, { headers: { origin } });
      expect(got.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('a form that another site sends with our cookie does nothing', async () => {
    const form = { email: 'csrf@evil.example', role: 'manager' };
    const invite = `${team.url}/members/${team.workspace}/invite`;
    for (const origin of ['https://evil.example', 'null', undefined]) {
      const answer = await fetch(invite, {
        method: 'POST',
        headers: { cookie: team.owner.cookie, ...(origin === undefined ? {} : { origin }) },
        body: new URLSearchParams(form),
      });
      expect(answer.status).toBe(403);
    }
    const rows = await team.running.server.database.db.selectFrom('invitation').select('email').execute();
    expect(rows).toEqual([]);
    expect((await submit(`${team.url}/sign-out`, {})).status).toBe(303);
  });

  test('a name that points here by trick is turned away (DNS rebinding)', async () => {
    expect(await rawStatus('evil.example')).toBe(421);
    expect(await rawStatus(`localhost:${new URL(team.url).port}`)).toBe(200);
  });

  test('better-auth’s own routes are not reachable, but for the device flow', async () => {
    const closed = [
      '/sign-up/email',
      '/sign-in/email',
      '/organization/create',
      '/organization/invite-member',
      '/organization/list-members',
      '/update-user',
      '/change-password',
      '/list-sessions',
      '/device/approve',
      '/get-session',
      '/request-password-reset',
      '/error',
      '/ok',
    ];
    for (const path of closed)
      for (const method of ['GET', 'POST']) {
        const answer = await fetch(`${team.url}/api/auth${path}`, {
          method,
          headers: { cookie: team.owner.cookie, origin: team.url, 'content-type': 'application/json' },
          ...(method === 'POST' ? { body: '{}' } : {}),
        });
        expect([path, answer.status]).toEqual([path, 404]);
      }
  });
});

describe('every answer', () => {
  test('bears headers that keep it in its place', async () => {
    for (const path of ['/', '/sign-in', '/v1/server', '/healthz', '/nowhere', '/v1/nowhere']) {
      const { headers } = await fetch(`${team.url}${path}`);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      const csp = headers.get('content-security-policy') ?? '';
      expect(csp).toContain("default-src 'none'");
      expect(csp).toContain("frame-ancestors 'none'");
      expect(csp).not.toContain('unsafe');
    }
  });

  test('sets cookies that scripts cannot read and other sites do not send', async () => {
    const answer = await submit(`${team.url}/sign-in`, {
      email: team.owner.email,
      password: team.owner.password,
    });
    const cookies = answer.headers.getSetCookie();
    expect(cookies.filter((cookie) => !/HttpOnly/iu.test(cookie) || !/SameSite=Lax/iu.test(cookie))).toEqual(
      [],
    );
    expect(cookies.find((cookie) => cookie.startsWith('carnet.session_token='))).toMatch(/Max-Age=2592000/u);
  });

  test('to a sign-in goes on only to this server', async () => {
    const { email, password } = team.owner;
    const rows = [
      ['/members/x?y=1', '/members/x?y=1'],
      ['//evil.example', '/'],
      ['/\\evil.example', '/'],
      ['https://evil.example', '/'],
      ['javascript:alert(1)', '/'],
    ] as const;
    for (const [next, to] of rows) {
      const answer = await submit(`${team.url}/sign-in`, { email, password, next });
      expect(answer.headers.get('location')).toBe(to);
    }
  });
});

/** The status of `GET /v1/server` under another Host, which fetch would not send. */
function rawStatus(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(team.url).port), '127.0.0.1', () => {
      socket.write(`GET /v1/server HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    });
    let text = '';
    socket.on('data', (data) => (text += data.toString()));
    socket.on('end', () => resolve(Number(text.split(' ')[1])));
    socket.on('error', reject);
  });
}
