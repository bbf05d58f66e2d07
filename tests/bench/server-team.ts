import { mkdtempSync, rmSync } from 'node:fs';
import { get, request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { emailKey } from '#lib/model/email.ts';
import { openDatabase, type DatabaseSettings } from '#server/db/open.ts';
import type { Cursor, PageToken, PullPage } from '#lib/protocol/pull.ts';
import { PUSH_LIMIT } from '#lib/protocol/push.ts';
import { onServer } from '#tests/server/engines/engine.ts';
import { freePort, type Cluster } from '#tests/server/engines/cluster.ts';
import { Front } from '#tests/server/engines/front.ts';
import { ended, startProcess, type Process } from '#tests/server/process.ts';
import { Client, create, typed } from '#tests/server/client.ts';
import { teamAt } from '#tests/server/administrator.ts';
import { makeOwner, session, submit, type Team } from '#tests/server/team.ts';
import { people } from './people.ts';

/** Megabytes of the largest process, and milliseconds of a processor that all of them have used so far. */
export type Spent = { memory: number; processor: number };

/** A server as a team has it, in processes of its own, with an owner. */
export type Place = {
  team: Team;
  database: DatabaseSettings;
  spent: () => Promise<Spent>;
  close: () => Promise<void>;
};

/** The embedded database, or PostgreSQL with this many processes behind one address. */
export async function openPlace(database: string | null, processes: number): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-bench-server-'));
  const front = await Front.open();
  const running: { process: Process; port: number }[] = [];
  for (let one = 0; one < processes; one += 1) {
    const port = await freePort();
    // The brake is for a client that runs wild, such as this one.
    const given = { CARNET_URL: front.url, CARNET_REQUESTS_PER_MINUTE: '1000000' };
    const env = { ...given, ...(database !== null && { DATABASE_URL: database }) };
    running.push({ process: await startProcess(folder, port, env), port });
    front.add(port);
  }
  const team = await teamAt(front.url, await makeOwner(front.url, running.at(-1)?.process.owner ?? ''));
  return {
    team,
    database: { dataDir: folder, databaseUrl: database, connections: 1 },
    spent: async () => {
      const each = await Promise.all(running.map(({ port }) => spentBy(port, front.url)));
      return {
        memory: Math.max(...each.map(({ memory }) => memory)),
        processor: each.reduce((sum, { processor }) => sum + processor, 0),
      };
    },
    close: async () => {
      await front.close();
      for (const { process } of running) process.child.kill('SIGTERM');
      await Promise.all(running.map(({ process }) => ended(process.child)));
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** What one process says of itself. */
async function spentBy(port: number, address: string): Promise<Spent> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    // It answers to its own name only.
    const headers = { host: new URL(address).host };
    get({ host: '127.0.0.1', port, path: '/metrics', headers, agent: false }, resolve).on('error', reject);
  });
  const told = await text(answer);
  const read = (name: string) => {
    const value = new RegExp(`^${name} (\\S+)$`, 'mu').exec(told)?.[1];
    if (value === undefined) throw new Error(`The server tells no ${name}: ${answer.statusCode}`);
    return Number(value);
  };
  return {
    memory: read('process_resident_memory_bytes') / 1e6,
    processor: read('process_cpu_seconds_total') * 1e3,
  };
}

/** A database of its own on a cluster. @returns its address */
export async function makeDatabase(cluster: Cluster, name: string): Promise<string> {
  await onServer(cluster.url('postgres'), `create database ${name}`);
  return cluster.url(name);
}

/** Pushes contacts, each with one sender by e-mail, as fast as the server takes them. */
export async function fill(team: Team, from: number, to: number): Promise<void> {
  const client = new Client(team, team.owner);
  const all = people(to);
  for (let start = from; start < to; start += PUSH_LIMIT) {
    const { rejected } = await client.push(
      ...all.slice(start, Math.min(start + PUSH_LIMIT, to)).map(createOf),
    );
    if (rejected.length > 0) throw new Error(`The server refused ${rejected.length} people.`);
  }
}

function createOf({ name, email, country }: ReturnType<typeof people>[number]) {
  const change = create(name, email);
  const [sender] = change.args.senders;
  if (sender) sender.key = emailKey(email) ?? email;
  change.args.fields = { country: typed(country) };
  return change;
}

/** How many workspaces a person may make in a day (server/pages/visitor.ts). */
const A_DAY = 20;

/** New workspaces of the owner's, made on the page for it. */
export async function addWorkspaces({ team, database }: Place, count: number): Promise<Team[]> {
  const { workspaces: before } = await session(team.url, team.owner.token);
  const known = new Set(before.map(({ id }) => id));
  for (let made = 0; made < count; made += 1) {
    if (made % A_DAY === 0) await forgetLimits(database);
    await submit(`${team.url}/workspaces/new`, { name: `Shop ${made}` }, team.owner.cookie);
  }
  const { workspaces } = await session(team.url, team.owner.token);
  const fresh = workspaces.filter(({ id }) => !known.has(id));
  if (fresh.length !== count) throw new Error(`${fresh.length} workspaces were made, and not ${count}.`);
  return fresh.map(({ id }) => ({ ...team, workspace: id }));
}

/** As if a day had gone by. */
async function forgetLimits(where: DatabaseSettings): Promise<void> {
  const { db, close } = openDatabase(where);
  await db.deleteFrom('limit_bucket').execute();
  await close();
}

export type Pulled = { ms: number; bytes: number; page: PullPage };

/** One page as bytes on the wire: what the server and the line take, and not what a client does with it. */
export async function pullRaw(
  { url, workspace, owner }: Team,
  clientId: string,
  cursor: Cursor | PageToken | null,
  limit: number,
): Promise<Pulled> {
  const began = performance.now();
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${owner.token}`,
      'content-type': 'application/json',
      'accept-encoding': 'gzip',
    };
    const sent = request(`${url}/v1/workspaces/${workspace}/pull`, { method: 'POST', headers }, resolve);
    sent.on('error', reject);
    sent.end(JSON.stringify({ protocol: 1, clientId, cursor, limit }));
  });
  const bytes = await buffer(answer);
  const ms = performance.now() - began;
  const json = answer.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
  return { ms, bytes: bytes.length, page: JSON.parse(json.toString()) as PullPage };
}
