import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { defaults } from '#server/settings.ts';
import { liveMessage, type LiveMessage } from '#lib/protocol/live.ts';
import { Client, create } from './client.ts';
import { addMember, getToken, startTeam, submit, type Person, type Team } from './team.ts';

let team: Team;
let anna: Person;
beforeAll(async () => {
  team = await startTeam();
  anna = await addMember(team, 'Anna Agent');
});
afterAll(() => team.running.stop());

/** A socket with what it said, and how it was closed. */
class Ear {
  readonly heard: LiveMessage[] = [];
  readonly socket: WebSocket;
  readonly closed: Promise<number>;
  constructor(options: ClientOptions = {}, url = team.url) {
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/v1/live`, options);
    this.socket.on('message', (data: Buffer) =>
      this.heard.push(liveMessage.parse(JSON.parse(data.toString()))),
    );
    this.closed = new Promise((resolve) => {
      this.socket.once('close', resolve);
      this.socket.once('error', () => resolve(-1));
    });
  }
  async opened(): Promise<this> {
    await new Promise((resolve) => this.socket.once('open', resolve));
    return this;
  }
  async hello(token: string, ...workspaces: string[]): Promise<this> {
    await this.opened();
    this.socket.send(JSON.stringify({ t: 'hello', token, workspaces }));
    return this;
  }
  async until(t: LiveMessage['t']): Promise<LiveMessage> {
    for (let round = 0; round < 1000; round += 1) {
      const found = this.heard.find((message) => message.t === t);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`never heard ${t}`);
  }
}

describe('the live socket', () => {
  test('says ready, then the new version within a second of a colleague’s push', async () => {
    const ear = await new Ear().hello(anna.token, team.workspace);
    await ear.until('ready');
    const began = performance.now();
    const { version } = await new Client(team, team.owner).push(create('Poke'));
    expect(await ear.until('poke')).toEqual({ t: 'poke', ws: team.workspace, v: version });
    expect(performance.now() - began).toBeLessThan(1000);
    ear.socket.close();
  });

  test('says nothing for a push that changed nothing', async () => {
    const client = new Client(team, team.owner);
    const body = client.batch(create('Quiet'));
    await client.send('push', body);
    const ear = await new Ear().hello(anna.token, team.workspace);
    await ear.until('ready');
    await client.send('push', body);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(ear.heard).toEqual([{ t: 'ready' }]);
    ear.socket.close();
  });

  test('closes with 4401 on a bad token, and on nonsense', async () => {
    expect(await (await new Ear().hello('forged.token', team.workspace)).closed).toBe(4401);
    const [raw = ''] = anna.token.split('.');
    expect(await (await new Ear().hello(raw, team.workspace)).closed).toBe(4401);
    const silly = await new Ear().opened();
    silly.socket.send('{"t":"poke"}');
    expect(await silly.closed).toBe(4401);
  });

  test('closes with 4403 for a workspace of others', async () => {
    expect(await (await new Ear().hello(anna.token, 'not-mine')).closed).toBe(4403);
    expect(await (await new Ear().hello(anna.token, team.workspace, 'not-mine')).closed).toBe(4403);
  });

  test('closes on whoever does not say hello within five seconds', async () => {
    const began = performance.now();
    expect(await (await new Ear().opened()).closed).toBe(4401);
    expect(performance.now() - began).toBeGreaterThan(4500);
  });

  test('closes at once on a member who is removed', async () => {
    const zoe = await addMember(team, 'Zoe Removed');
    const ear = await new Ear().hello(zoe.token, team.workspace);
    await ear.until('ready');
    const form = { user: zoe.userId };
    await submit(`${team.url}/members/${team.workspace}/remove`, form, team.owner.cookie);
    expect(await ear.closed).toBe(4403);
  });

  test('is not for pages of other sites, other paths, or messages without end', async () => {
    expect(await new Ear({ origin: 'https://evil.example' }).closed).toBe(-1);
    const other = new WebSocket(`${team.url.replace('http', 'ws')}/v1/else`);
    expect(await new Promise((resolve) => other.once('error', () => resolve('refused')))).toBe('refused');
    const long = await new Ear({ origin: 'chrome-extension://nakkgilmgfepambcbblhgioeopabmeoi' }).opened();
    long.socket.send('x'.repeat(1024 * 1024));
    expect(await long.closed).toBe(1009);
  });

  test('says something every 20 seconds, and looks again at every third whether the token holds', async () => {
    expect(defaults.keepAlive).toBe(20_000);
    const quick = await startTeam({ keepAlive: 200 });
    const token = await getToken(quick.url, quick.owner.cookie);
    const ear = await new Ear({}, quick.url).hello(token, quick.workspace);
    await ear.until('ready');
    // As another process would end it: this one is not told.
    const { internalAdapter } = await quick.running.server.auth.$context;
    await internalAdapter.deleteSession(token.split('.')[0] ?? '');
    expect(await ear.closed).toBe(4401);
    expect(ear.heard.filter(({ t }) => t === 'ka').length).toBe(3);
    await quick.running.stop();
  });
});
