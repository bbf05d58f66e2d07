import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { LETTER_BODY_LIMIT } from '#lib/protocol/letter.ts';
import { createApp } from '#server/app.ts';
import { makeWorkspace } from '#server/auth/set-up.ts';
import { Client, create } from './client.ts';
import { addMember, startTeam, type Person, type Team } from './team.ts';

/** What anybody may ask for: nothing of anybody is in the answer. */
const OPEN = new Set([
  'GET /healthz',
  'GET /metrics',
  'GET /v1/server',
  'GET /api/1/openapi.json',
  'GET /api/1/problems/:code',
  'GET /carnet.css',
  'GET /carnet.js',
  'GET /passkey.js',
  'GET /carnet.svg',
  'GET /sign-in',
  'POST /sign-in',
  'POST /sign-in/passkey/options',
  'POST /sign-in/passkey',
  'POST /sign-out',
  'GET /sign-in/code',
  'POST /sign-in/code',
  'GET /forgot',
  'POST /forgot',
  'POST /api/auth/device/code',
  'POST /api/auth/device/token',
  'POST /api/auth/sign-out',
]);
/** Opened by a workspace's key alone: whoever has none is turned away before anything is read. */
const KEYED = /^\/api\/1\//u;
/** Opened by a link that is a secret: a wrong one is not there. */
const LINKS = /^\/(?:setup|invite|reset)\/:/u;
const BOUNDARY = /^\/(?:v1|api)\//u;

type Route = { method: string; path: string };

let team: Team;
let anna: Person;
let other: string;
let contact: string;
let routes: Route[];
beforeAll(async () => {
  team = await startTeam({ trustProxy: true });
  anna = await addMember(team, 'Anna Agent');
  other = await makeWorkspace(team.running.server, team.owner.userId, 'Theirs Alone');
  const made = create('Private Person');
  await new Client({ ...team, workspace: other }, team.owner).push(made);
  contact = made.args.id;
  const known = new Map<string, Route>();
  for (const { method, path } of createApp(team.running.server).routes)
    if (method !== 'ALL' && !path.startsWith('/demo')) known.set(`${method} ${path}`, { method, path });
  routes = [...known.values()];
});
afterAll(() => team.running.stop());

const nameOf = ({ method, path }: Route) => `${method} ${path}`;
const ofWorkspace = () => routes.filter(({ path }) => path.includes(':workspace'));
const forms = () => routes.filter(({ method, path }) => method !== 'GET' && !BOUNDARY.test(path));

let asked = 0;
/** Asks a route in somebody's name, from an address of its own; parameters that are not named are made up. */
async function ask(
  { method, path }: Route,
  who: Person | null,
  more: { workspace?: string; origin?: string; body?: string } = {},
) {
  const values: Record<string, string> = { workspace: more.workspace ?? other, contact };
  const url = `${team.url}${path.replaceAll(/:(\w+)(?:\{[^}]*\})?/gu, (_, name: string) => values[name] ?? 'made-up')}`;
  const headers: Record<string, string> = { 'x-forwarded-for': `198.51.100.${(asked += 1) % 250}` };
  const api = BOUNDARY.test(path);
  if (who) Object.assign(headers, api ? { authorization: `Bearer ${who.token}` } : { cookie: who.cookie });
  if (!api) headers.origin = more.origin ?? team.url;
  headers['content-type'] = api ? 'application/json' : 'application/x-www-form-urlencoded';
  const body = method === 'GET' ? {} : { body: more.body ?? (api ? '{}' : 'a=b') };
  const answer = await fetch(url, { method, headers, redirect: 'manual', ...body });
  return { answer, status: answer.status, text: await answer.text() };
}

/** The answer to a body of so many bytes that is announced, and not sent. */
function announce({ method, path }: Route, size: number): Promise<number | undefined> {
  const url = `${team.url}${path.replaceAll(/:\w+/gu, other)}`;
  const headers = {
    authorization: `Bearer ${team.owner.token}`,
    cookie: team.owner.cookie,
    origin: team.url,
    'content-type': BOUNDARY.test(path) ? 'application/json' : 'application/x-www-form-urlencoded',
    'content-length': size,
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (answer) => {
      resolve(answer.statusCode);
      sent.destroy();
    });
    sent.on('error', reject);
    sent.flushHeaders();
  });
}

const isTurnedAway = ({ answer, status }: { answer: Response; status: number }) =>
  status === 401 ||
  ([302, 303].includes(status) && (answer.headers.get('location') ?? '').startsWith('/sign-in'));

describe('every route', () => {
  test('has been listed: those of the protocol, the device flow and the pages', () => {
    const names = routes.map(nameOf);
    expect(names.length).toBeGreaterThan(45);
    expect(names).toEqual(
      expect.arrayContaining([
        'POST /v1/workspaces/:workspace/push',
        'GET /members/:workspace',
        'POST /account/password',
      ]),
    );
  });

  test('that names a workspace turns strangers away, as if it were not there', async () => {
    expect(ofWorkspace().length).toBeGreaterThan(9);
    for (const route of ofWorkspace()) {
      const theirs = await ask(route, anna);
      const none = await ask(route, anna, { workspace: 'no-such-workspace' });
      expect([nameOf(route), theirs.status]).toEqual([nameOf(route), 403]);
      expect([nameOf(route), none.status, none.text]).toEqual([nameOf(route), 403, theirs.text]);
      expect(theirs.text).not.toMatch(/Theirs Alone|Private Person/u);
    }
  });

  test('that names a workspace lets its owner in, so that the test before asks the right doors', async () => {
    for (const route of ofWorkspace()) {
      const { status } = await ask(route, team.owner);
      // Something inside the workspace may be made up, and not there.
      const more = /:(?!workspace\b|contact\b)/u.test(route.path);
      const refusals = more ? [401, 403, 503] : [401, 403, 404, 503];
      expect([nameOf(route), refusals.includes(status)]).toEqual([nameOf(route), false]);
    }
  });

  test('turns away whoever has not signed in, but for those that are open to all', async () => {
    for (const route of routes) {
      if (OPEN.has(nameOf(route))) continue;
      const answer = await ask(route, null);
      const right = LINKS.test(route.path) ? answer.status === 404 : isTurnedAway(answer);
      expect([nameOf(route), answer.status, right]).toEqual([nameOf(route), answer.status, true]);
      expect(answer.text).not.toMatch(/Olga|Anna|Lampka/u);
    }
  });

  test('of a workspace is closed to a member who was removed a moment ago', async () => {
    const zoe = await addMember({ ...team, workspace: other }, 'Zoe Leaving', 'manager');
    const inside = ofWorkspace().filter(({ method }) => method === 'GET');
    for (const route of inside) expect([401, 403, 503]).not.toContain((await ask(route, zoe)).status);
    await team.running.server.database.db
      .deleteFrom('member')
      .where('userId', '=', zoe.userId)
      .where('organizationId', '=', other)
      .execute();
    for (const route of ofWorkspace())
      expect([nameOf(route), (await ask(route, zoe)).status]).toEqual([nameOf(route), 403]);
  });

  test('that takes a form takes it from our own pages only (CSRF)', async () => {
    expect(forms().length).toBeGreaterThan(20);
    for (const route of forms())
      for (const origin of [
        'https://evil.example',
        'null',
        `${team.url}.evil.example`,
        'chrome-extension://x',
      ])
        expect([nameOf(route), (await ask(route, team.owner, { origin })).status]).toEqual([
          nameOf(route),
          403,
        ]);
  });

  test('that takes a body takes a small one', async () => {
    const takers = routes.filter(({ method }) => method !== 'GET');
    const limits = { v1: 2 * 1024 * 1024, api: 16 * 1024 } as Record<string, number>;
    for (const route of takers) {
      const isLetter = route.path.endsWith('/send');
      const most = isLetter ? LETTER_BODY_LIMIT : (limits[route.path.split('/')[1] ?? ''] ?? 64 * 1024);
      const right = KEYED.test(route.path) ? 401 : 413;
      expect([nameOf(route), await announce(route, most + 1)]).toEqual([nameOf(route), right]);
    }
  });

  test('answers with headers that keep it in its place, refusals too', async () => {
    for (const route of routes)
      for (const who of [null, anna]) {
        const { headers } = (await ask(route, who)).answer;
        const csp = headers.get('content-security-policy') ?? '';
        expect([nameOf(route), headers.get('x-content-type-options')]).toEqual([nameOf(route), 'nosniff']);
        expect([nameOf(route), headers.get('x-frame-options')]).toEqual([nameOf(route), 'DENY']);
        expect([nameOf(route), headers.get('referrer-policy')]).toEqual([nameOf(route), 'same-origin']);
        expect(csp).toContain("default-src 'none'");
        expect(csp).not.toMatch(/unsafe|\*|https?:/u);
        expect(headers.get('access-control-allow-origin')).toBeNull();
        expect(headers.get('x-powered-by')).toBeNull();
      }
  });

  test('puts no secret in an address', async () => {
    const secrets = [anna.token, ...anna.cookie.split('; ').map((one) => one.split('=')[1] ?? '')];
    for (const route of routes) {
      const { answer, text } = await ask(route, anna, { workspace: team.workspace });
      const addresses = [
        answer.headers.get('location') ?? '',
        ...(text.match(/(?:href|action|src)="[^"]*"/gu) ?? []),
      ];
      expect(
        addresses.filter((one) => secrets.some((secret) => secret !== '' && one.includes(secret))),
      ).toEqual([]);
    }
  });

  test('that stumbles says so without a word of why', async () => {
    const { server } = team.running;
    const lines: string[] = [];
    const { log } = server;
    server.log = (...line) => lines.push(JSON.stringify(line));
    const failing = vi.spyOn(server.database.db, 'selectFrom').mockImplementation(() => {
      throw new Error('no such column: password of olga@team.example');
    });
    const statuses: number[] = [];
    for (const route of routes) {
      const { status, text } = await ask(route, anna, { workspace: team.workspace });
      statuses.push(status);
      expect([nameOf(route), /no such column|\n\s+at |\.ts:|node_modules|olga@/u.test(text)]).toEqual([
        nameOf(route),
        false,
      ]);
    }
    failing.mockRestore();
    server.log = log;
    expect(statuses.filter((status) => status === 503).length).toBeGreaterThan(10);
    expect(lines.filter((line) => /no such column|@team/u.test(line))).toEqual([]);
  });
});
