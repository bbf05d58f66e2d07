import { createServer } from 'node:http';
import { createServer as createSocket } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { Agent } from './harness/agent.ts';
import { TeamServer } from './harness/server.ts';
import { becomeOwner, connect, signInAgain } from './harness/team.ts';
import { word } from './harness/words.ts';

const ending: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

async function listening(server: Server, port = 0): Promise<string> {
  await new Promise<void>((done) => {
    server.listen(port, '127.0.0.1', done);
  });
  ending.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function tryToConnect(agent: Agent, url: string): Promise<Page> {
  const page = await agent.openOwn('contacts.html#/team');
  ending.push(() => page.close());
  await page.getByLabel(word('en', 'team_server'), { exact: true }).fill(url);
  await page.getByRole('button', { name: word('en', 'team_connect'), exact: true }).click();
  return page;
}

/** A team's server, and its owner's browser, which is connected. */
async function startConnected(): Promise<{ server: TeamServer; agent: Agent; home: Page }> {
  const [server, agent] = await Promise.all([TeamServer.start(), Agent.open('en')]);
  const home = await becomeOwner(agent, server);
  await connect(agent, 'en', server.url);
  return { server, agent, home };
}

describe('a server that is none', () => {
  // One browser for all: none of them gets as far as to change anything in it.
  let agent: Agent;
  beforeAll(async () => {
    agent = await Agent.open('en');
  });
  afterAll(() => agent?.close());

  test.each([
    ['a page of HTML', 'text/html', '<h1>It works!</h1>', 200],
    ['JSON of something else', 'application/json', '{"name":"other","protocol":1}', 200],
    ['half of an answer', 'application/json', '{"name":"carnet","proto', 200],
    ['an error page', 'text/html', 'Bad gateway', 502],
  ])('answers with %s: said clearly, and one goes on alone', async (_, type, body, status) => {
    const server = createServer((_request, response) => {
      response.writeHead(status, { 'content-type': type });
      response.end(body);
    });
    const page = await tryToConnect(agent, await listening(server));
    await expect
      .poll(() => page.locator('main').innerText(), { timeout: 10_000 })
      .toMatch(
        new RegExp(
          `${word('en', 'problem_server_nonsense').slice(0, 30)}|${word('en', 'problem_server_unreachable').slice(0, 30)}`,
          'u',
        ),
      );
    await addContact(page, `Alone with ${type} ${body.length}`);
  });

  test('takes the call and never answers: said within half a minute, and one goes on alone', async () => {
    const page = await tryToConnect(agent, await listening(createSocket()));
    await expect
      .poll(() => page.locator('main').innerText(), { timeout: 30_000 })
      .toContain(word('en', 'problem_server_unreachable').slice(0, 30));
    await addContact(page, 'Alone Alina');
  });

  test('is not there at all: said clearly', async () => {
    const page = await tryToConnect(agent, 'http://127.0.0.1:9');
    await expect
      .poll(() => page.locator('main').innerText(), { timeout: 15_000 })
      .toContain(word('en', 'problem_server_unreachable').slice(0, 30));
  });
});

describe('a server that turns into something else while one works', () => {
  /** What stands on the server's port instead of it. */
  const page = () =>
    createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<h1>Sign in to the hotel’s Wi-Fi</h1>');
    });
  const oddities = () =>
    createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"changes":"none","version":-1,"acknowledged":[{"id":"?"}]}');
    });

  let server: TeamServer;
  let agent: Agent;
  beforeAll(async () => {
    const { home, ...started } = await startConnected();
    ({ server, agent } = started);
    await home.close();
  });
  afterAll(async () => {
    await agent?.close();
    await server?.end();
  });

  test.each([
    ['pages of HTML', 'Html', page],
    ['JSON that is none of ours', 'Json', oddities],
    ['nothing at all', 'Silence', () => createSocket()],
  ])(
    'law 5: it answers with %s: what is added waits, and arrives when the server is itself again',
    { timeout: 150_000 },
    async (_, what, impostor) => {
      const [first, second] = [`Before ${what}`, `Meanwhile ${what}`];
      const others = server.contactNames();
      const book = await agent.openOwn('contacts.html');
      ending.push(() => book.close());
      await addContact(book, first);
      const before = [...others, first].toSorted();
      await expect.poll(() => server.contactNames(), { timeout: 30_000 }).toEqual(before);

      await server.away();
      const instead = impostor();
      const calls: Socket[] = [];
      instead.on('connection', (socket: Socket) => calls.push(socket));
      await listening(instead, Number(new URL(server.url).port));
      await addContact(book, second);
      await expect.poll(() => calls.length, { timeout: 70_000 }).toBeGreaterThan(1);
      await book.reload();
      for (const name of [first, second])
        await book.locator('[role=grid]').getByText(name, { exact: true }).first().waitFor();

      for (const socket of calls) socket.destroy();
      await new Promise((done) => {
        instead.close(done);
      });
      await server.goOn();
      await expect
        .poll(() => server.contactNames(), { timeout: 90_000, interval: 200 })
        .toEqual([...before, second].toSorted());
    },
  );
});

describe('a session that is over', () => {
  let agent: Agent | null = null;
  afterEach(() => agent?.close());

  test.each([
    [
      'a token that the server no longer knows',
      'DELETE FROM session WHERE id NOT IN (SELECT id FROM session ORDER BY createdAt LIMIT 1)',
    ],
    [
      'an expired token',
      "UPDATE session SET expiresAt = '2026-01-01T00:00:00.000Z' WHERE id NOT IN (SELECT id FROM session ORDER BY createdAt LIMIT 1)",
    ],
  ])(
    '%s stops the sync, is said, loses nothing, and signing in again sends what waited',
    { timeout: 120_000 },
    async (_, sql) => {
      const { server, home, ...started } = await startConnected();
      ({ agent } = started);
      ending.push(() => server.end());
      expect(server.rows('SELECT id FROM session')).toHaveLength(2);
      server.change(sql);
      const page = await agent.openOwn('contacts.html');
      await addContact(page, 'Kept Kasia');
      await expect
        .poll(() => page.locator('body').innerText(), { timeout: 70_000 })
        .toContain(word('en', 'sync_stopped'));
      expect(server.contactNames()).toEqual([]);
      await page.reload();
      await page.locator('[role=grid]').getByText('Kept Kasia').first().waitFor();
      await home.close();
      await signInAgain(agent, 'en');
      await expect.poll(() => server.contactNames(), { timeout: 30_000 }).toEqual(['Kept Kasia']);
    },
  );

  test('a forged token gets nothing from the server', async () => {
    const server = await TeamServer.start();
    ending.push(() => server.end());
    agent = await Agent.open('en');
    await becomeOwner(agent, server);
    const [{ id } = { id: '' }] = server.rows<{ id: string }>('SELECT id FROM organization');
    for (const token of ['forged', `${'a'.repeat(32)}.${'b'.repeat(43)}=`, '']) {
      const response = await fetch(`${server.url}/v1/workspaces/${id}/pull`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ protocol: 1, clientId: crypto.randomUUID(), cursor: null, limit: 10 }),
      });
      expect([response.status, await response.json()]).toEqual([
        401,
        expect.objectContaining({ code: 'unauthorized' }),
      ]);
    }
  });
});

async function addContact(page: Page, name: string): Promise<void> {
  await page.goto(page.url().replace(/#.*|$/u, '#/add'));
  await page.getByLabel(word('en', 'name'), { exact: true }).first().fill(name);
  await page.getByRole('button', { name: word('en', 'form_add'), exact: true }).click();
  await page.locator('[role=grid]').getByText(name, { exact: true }).first().waitFor();
}
