import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { Client as Postgres } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { order, teamAt } from './administrator.ts';
import { Client } from './client.ts';
import { Cluster, freePort } from './engines/cluster.ts';
import { findPrograms } from './engines/debian.ts';
import { onServer } from './engines/engine.ts';
import { Front } from './engines/front.ts';
import { ended, startProcess, type Process } from './process.ts';
import { workOn, type Told } from './stubborn.ts';
import { addMember, makeOwner, type Person, type Team } from './team.ts';

const SECRET = 'a secret that both of the processes know';
const portOf = ({ url }: Process) => Number(new URL(url).port);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'carnet-durable-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Rows = Record<string, unknown>[];

async function teamWith(url: string, link: string): Promise<{ team: Team; people: Person[] }> {
  const team = await teamAt(url, await makeOwner(url, link));
  const anna = await addMember(team, 'Anna Agent');
  const { owner } = team;
  return { team, people: [owner, owner, owner, anna, anna, anna] };
}

/** All that was acknowledged is there, once, in its device's order, and nobody's cursor has passed anything over. */
async function expectKept(team: Team, told: Told, ask: (query: string) => Promise<Rows>): Promise<void> {
  const there = new Map((await pullAll(team)).map(({ id, version }) => [id, version]));
  expect(told.refusals).toEqual([]);
  expect(told.made.flat().filter((id) => !there.has(id))).toEqual([]);
  expect(there.size).toBe(told.made.flat().length);
  expect(told.lastChangeIds).toEqual(told.made.map(({ length }) => length));
  for (const mine of told.made) {
    const versions = mine.map((id) => there.get(id) ?? 0);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  }
  expect(told.seen).toEqual(there);
  const twice = await ask('select contact_id from history group by contact_id having count(*) <> 1');
  expect(twice).toEqual([]);
  const [counted] = await ask('select count(*) as steps from history');
  expect(Number(counted?.steps)).toBe(there.size);
}

/** As a device does it: again, where the line or the database is not there yet. */
async function pullAll(team: Team) {
  for (let tries = 1; ; tries += 1) {
    try {
      return (await new Client(team, team.owner).pull()).contact;
    } catch (error) {
      if (tries === 50) throw error;
      await sleep(100);
    }
  }
}

describe('the embedded database', () => {
  test('killed while pushes are acknowledged, it has lost none of them', { timeout: 60_000 }, async () => {
    const data = join(folder, 'killed');
    let server = await startProcess(data);
    const { team, people } = await teamWith(server.url, server.owner);
    const kill = async () => {
      server.child.kill('SIGKILL');
      await ended(server.child);
      server = await startProcess(data, portOf(server));
    };
    const incidents = new Map([60, 160].map((at) => [at, kill]));
    const told = await workOn(team, people, 240, incidents);
    server.child.kill('SIGKILL');
    await ended(server.child);
    server = await startProcess(data, portOf(server));
    const file = new DatabaseSync(join(data, 'carnet.sqlite'), { readOnly: true });
    await expectKept(team, told, async (query) => file.prepare(query).all());
    file.close();
    server.child.kill('SIGKILL');
    await ended(server.child);
  });
});

describe('PostgreSQL', () => {
  let cluster: Cluster;
  const running = new Set<Process>();
  beforeAll(async () => {
    // oxlint-disable-next-line no-console -- what is installed is said to whoever waits for it
    const programs = findPrograms((line) => console.log(line));
    cluster = await Cluster.start(programs, { fsync: true });
    await cluster.bounce();
  }, 120_000);
  afterAll(async () => {
    for (const { child } of running) child.kill('SIGKILL');
    await cluster.stop();
  });

  const start = async (database: string, url?: string) => {
    const port = await freePort();
    const env = { DATABASE_URL: database, CARNET_SECRET: SECRET, ...(url && { CARNET_URL: url }) };
    const started = { ...(await startProcess(join(folder, 'unused'), port, env)), port };
    running.add(started);
    return started;
  };
  const ask = async (database: string, query: string): Promise<Rows> => {
    const client = new Postgres(cluster.url(database));
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(query)).rows;
    } finally {
      await client.end();
    }
  };

  test(
    'a process is killed, the database crashes: all that was acknowledged is there, once, and nobody had to be told',
    { timeout: 120_000 },
    async () => {
      await onServer(cluster.url('postgres'), 'create database crashed');
      const database = cluster.url('crashed');
      const front = await Front.open();
      const processes = [await start(database, front.url), await start(database, front.url)];
      for (const { port } of processes) front.add(port);
      const { team, people } = await teamWith(front.url, processes[1]?.owner ?? '');
      const kill = async () => {
        const [first] = processes.splice(0, 1);
        first?.child.kill('SIGKILL');
        const fresh = await start(database, front.url);
        front.remove(first?.port ?? 0);
        front.add(fresh.port);
        processes.push(fresh);
      };
      const incidents = new Map([
        [60, kill],
        [150, () => cluster.crash()],
        [300, kill],
        [360, () => cluster.crash()],
      ]);
      const told = await workOn(team, people, 500, incidents);
      await cluster.crash();
      await expectKept(team, told, (query) => ask('crashed', query));
      await front.close();
    },
  );

  test(
    'many processes that start at once on an empty database: one makes the tables, and all come up, some behind pgbouncer',
    { timeout: 120_000 },
    async () => {
      await onServer(cluster.url('postgres'), 'create database at_once');
      const ways = ['straight', 'bounced', 'bounced', 'straight'] as const;
      const all = await Promise.all(ways.map((way) => start(cluster.url('at_once', way))));
      for (const { url } of all) expect((await fetch(`${url}/healthz`)).status).toBe(200);
      const steps = await ask('at_once', 'select id from migration');
      expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
      for (const { child } of all) child.kill('SIGTERM');
      expect(await Promise.all(all.map(({ child }) => ended(child)))).toEqual([0, 0, 0, 0]);
    },
  );

  test('of a newer Carnet is refused by an older one, which ends', { timeout: 60_000 }, async () => {
    await onServer(cluster.url('postgres'), 'create database newer');
    const env = { DATABASE_URL: cluster.url('newer'), CARNET_SECRET: SECRET };
    await order(['migrate'], env);
    await onServer(cluster.url('newer'), "insert into migration values ('2031-01-future', '2031')");
    for (const args of [[], ['start', '--no-migrate'], ['migrate']]) {
      const said = await order([...args, ...(args[0] === 'migrate' ? [] : ['--port', '0'])], env);
      expect([said.code !== 0, said.text]).toEqual([true, expect.stringContaining('newer Carnet') as string]);
    }
  });
});
