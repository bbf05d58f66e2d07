import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeKey, revokeKey } from '#server/api/public/keys.ts';
import { routes } from '#server/api/public/routes.ts';
import { ask, makeSoftware, type Software } from './api-client.ts';
import { startTeam, type Team } from './team.ts';

let team: Team;
let all: Software;
beforeAll(async () => {
  team = await startTeam({ trustProxy: true });
  all = await makeSoftware(team, 'All');
});
afterAll(() => team.running.stop());

const sender = { channel: 'email', value: 'door@api.example' };
const put = (body: unknown, headers?: Record<string, string>) =>
  all.ask('PUT', '/contacts/by-sender', body, headers);
const list = (key: string | null, from = '203.0.113.1') =>
  ask(team.url, key, 'GET', '/contacts', undefined, { 'x-forwarded-for': from });
const needy = routes.filter(({ scope }) => scope !== null);
const pathOf = (path: string) => path.replaceAll('{id}', '00000000-0000-4000-8000-000000000000');

describe('keys', () => {
  test('only a valid one opens: none, forged, another workspace’s, cut, and a member’s token do not', async () => {
    const forged = all.key.slice(0, -1) + (all.key.endsWith('a') ? 'b' : 'a');
    const moved = all.key.replace(team.workspace, 'x'.repeat(team.workspace.length));
    const tries = [null, forged, moved, all.key.slice(0, 40), team.owner.token, 'carnet__'];
    for (const key of tries) {
      const { status, body, headers } = await list(key);
      expect([status, body.code]).toEqual([401, 'unauthorized']);
      expect(headers.get('www-authenticate')).toBe('Bearer realm="carnet"');
      expect(headers.get('content-type')).toBe('application/problem+json');
    }
    const withCookie = await fetch(`${team.url}/api/1/contacts`, { headers: { cookie: team.owner.cookie } });
    expect(withCookie.status).toBe(401);
    expect((await list(all.key)).status).toBe(200);
  });

  test('one that is revoked or over opens nothing from then on', async () => {
    const gone = await makeSoftware(team, 'Gone');
    expect((await gone.ask('GET', '/contacts')).status).toBe(200);
    await revokeKey(team.running.server, team.workspace, gone.id);
    expect((await gone.ask('GET', '/contacts')).status).toBe(401);
    const brief = {
      name: 'Brief',
      scopes: ['contacts:read'] as const,
      expiresAt: new Date(Date.now() + 60_000),
    };
    const who = { workspace: team.workspace, userId: team.owner.userId };
    const key = await makeKey(team.running.server, who, 'briefbrief', brief);
    expect((await list(key)).status).toBe(200);
    const { source } = team.running.server;
    const { now } = source;
    source.now = () => new Date(Date.now() + 61_000);
    const later = await list(key);
    source.now = now;
    expect(later.status).toBe(401);
  });

  test('only the hash of a key lies in the database, and when it was last used', async () => {
    const rows = await team.running.server.database.db.selectFrom('api_key').selectAll().execute();
    const mine = rows.find(({ id }) => id === all.id);
    expect(mine?.last_used_at).not.toBeNull();
    expect(JSON.stringify(rows)).not.toContain(all.key.split('_')[3]);
  });

  test('every route asks for its scope, and for no other', async () => {
    for (const { method, path, scope } of needy) {
      const others = (
        ['contacts:read', 'contacts:write', 'notes:read', 'events:write', 'webhooks:manage'] as const
      ).filter((one) => one !== scope);
      const without = await makeSoftware(team, 'Without', others);
      const refused = await without.ask(
        method.toUpperCase(),
        pathOf(path),
        method === 'get' ? undefined : {},
      );
      expect([path, refused.status, refused.body.code]).toEqual([path, 403, 'missing_scope']);
      const within = await makeSoftware(team, 'Within', [scope ?? 'contacts:read']);
      const let_in = await within.ask(method.toUpperCase(), pathOf(path), method === 'get' ? undefined : {});
      expect([path, [401, 403].includes(let_in.status)]).toEqual([path, false]);
    }
  });

  test('a key of one workspace reaches nothing of another', async () => {
    const other = await startTeam();
    try {
      const { id } = (await put({ senders: [{ ...sender, value: 'mine@api.example' }] })).body;
      const stranger = await makeSoftware(other, 'Stranger');
      expect((await stranger.ask('GET', `/contacts/${id}`)).status).toBe(404);
      expect((await ask(other.url, all.key, 'GET', '/contacts')).status).toBe(401);
    } finally {
      await other.running.stop();
    }
  });
});

describe('limits', () => {
  test('a key that runs wild is slowed down, alone', async () => {
    const tight = await startTeam({ requestsPerMinute: 10 });
    try {
      const [wild, calm] = [await makeSoftware(tight, 'Wild'), await makeSoftware(tight, 'Calm')];
      const answers = [];
      for (let round = 0; round < 25; round += 1) answers.push(await wild.ask('GET', '/webhooks'));
      const last = answers.at(-1);
      expect([last?.status, last?.body.code]).toEqual([429, 'rate_limited']);
      expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await calm.ask('GET', '/webhooks')).status).toBe(200);
    } finally {
      await tight.running.stop();
    }
  });

  test('keys cannot be guessed at will from one address, and nobody else is kept out by that', async () => {
    const statuses: number[] = [];
    for (let round = 0; round < 62; round += 1)
      statuses.push((await list(`carnet_x_${round}`, '203.0.113.9')).status);
    expect([statuses[0], statuses.at(-1)]).toEqual([401, 429]);
    expect((await list(all.key, '203.0.113.9')).status).toBe(200);
    expect((await list('carnet_x_y', '203.0.113.10')).status).toBe(401);
  });

  test('bodies above 2 MiB are refused, and chunked ones below are taken', async () => {
    const big = await put({ senders: [sender], fields: { a: 'x'.repeat(3_000_000) } });
    expect([big.status, big.body.code]).toEqual([413, 'too_large']);
    const stream = (text: string) =>
      new ReadableStream({
        start(control) {
          for (let at = 0; at < text.length; at += 65_536)
            control.enqueue(Buffer.from(text.slice(at, at + 65_536)));
          control.close();
        },
      });
    const send = (path: string, key: string, text: string, method: string) =>
      fetch(`${team.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: stream(text),
        duplex: 'half',
      } as RequestInit);
    const small = JSON.stringify({ senders: [sender] });
    expect((await send('/api/1/contacts/by-sender', all.key, small, 'PUT')).status).toBe(201);
    expect((await send('/api/1/contacts/by-sender', all.key, 'x'.repeat(3_000_000), 'PUT')).status).toBe(413);
    const push = JSON.stringify({ protocol: 1, clientId: crypto.randomUUID(), changes: [] });
    const path = `/v1/workspaces/${team.workspace}/push`;
    expect((await send(path, team.owner.token, push, 'POST')).status).toBe(200);
  });
});

describe('problems, as RFC 9457 has them', () => {
  test('say which value is wrong, by JSON Pointer, and nothing has changed', async () => {
    const rows: [unknown, string[]][] = [
      [{}, ['/senders']],
      [{ senders: [] }, ['/senders']],
      [{ senders: [{ channel: 'email' }] }, ['/senders/0/value']],
      [{ senders: [sender], nmae: 'typing error' }, ['/nmae']],
      [{ senders: [sender], fields: { 'a/b~c': {} } }, ['/fields/a~1b~0c']],
      [
        { senders: [sender, { channel: 'E Mail', value: 'x', more: 1 }] },
        ['/senders/1/channel', '/senders/1/more'],
      ],
      [[], ['']],
      [null, ['']],
    ];
    for (const [body, pointers] of rows) {
      const answer = await put(body);
      expect([answer.status, answer.body.code, answer.body.status]).toEqual([422, 'invalid', 422]);
      expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(pointers);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
    }
    const events = await all.ask('POST', '/events', {
      events: [
        { id: 'x', type: 'order', at: 'yesterday', sender, contactId: crypto.randomUUID(), session: {} },
      ],
    });
    expect(events.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toContain('/events/0/at');
    const query = await all.ask('GET', '/contacts?limit=9999&wrong=1');
    expect(query.body.errors.map(({ parameter }: { parameter: string }) => parameter).toSorted()).toEqual([
      'limit',
      'wrong',
    ]);
  });

  test('what is no JSON is said to be none', async () => {
    for (const body of ['{"senders":', '', '\u0000', '['.repeat(50_000)])
      expect((await put(body)).body).toMatchObject({ status: 400, code: 'bad_request' });
    const text = await put('{}', { 'content-type': 'text/plain' });
    expect(text.body.code).toBe('bad_request');
  });

  test('unknown paths and methods are problems too, and each kind is explained where its type points', async () => {
    for (const [method, path] of [
      ['GET', '/nothing'],
      ['DELETE', '/contacts'],
      ['GET', '/contacts/by-sender/x'],
    ] as const)
      expect((await all.ask(method, path)).body.code).toBe('not_found');
    const { type } = (await all.ask('GET', '/nothing')).body;
    const explained = (await (await fetch(type)).json()) as { code: string };
    expect(explained.code).toBe('not_found');
  });

  test('a request that breaks off leaves the server well', async () => {
    const { port, hostname } = new URL(team.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `PUT /api/1/contacts/by-sender HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ${all.key}\r\n` +
        'content-type: application/json\r\ncontent-length: 500\r\n\r\n{"senders":',
    );
    await new Promise((wake) => setTimeout(wake, 100));
    socket.destroy();
    expect((await list(all.key)).status).toBe(200);
  });

  test('no page of a browser is let in by CORS', async () => {
    const answer = await fetch(`${team.url}/api/1/contacts`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'GET' },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});
