import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer } from '#server/start.ts';
import { ask, makeSoftware, startReceiver, until, type Receiver, type Software } from './api-client.ts';
import { Client, create, typed } from './client.ts';
import { ended, startProcess, type Process } from './process.ts';
import { makeOwner, session, type Team } from './team.ts';

// The processes may send to this machine.
process.env.CARNET_PRIVATE_WEBHOOKS = '1';

/** A team on a server that has just been started, wherever it runs. */
async function settle(url: string, link: string, dataDir: string): Promise<Team> {
  const owner = await makeOwner(url, link);
  const [workspace] = (await session(url, owner.token)).workspaces;
  // What a process knows of itself is out of reach.
  return { url, workspace: workspace?.id ?? '', owner, dataDir } as Team;
}

const makeFolder = () => mkdtempSync(join(tmpdir(), 'carnet-processes-'));

describe('two processes on one database', () => {
  const dataDir = makeFolder();
  let team: Team;
  let processes: Process[];
  let software: Software;
  let receiver: Receiver;
  beforeAll(async () => {
    const first = await startProcess(dataDir);
    team = await settle(first.url, first.owner, dataDir);
    software = await makeSoftware(team, 'Robot');
    processes = [first, await startProcess(dataDir)];
    receiver = await startReceiver();
  });
  afterAll(async () => {
    for (const { child } of processes) child.kill('SIGKILL');
    await Promise.all(processes.map(({ child }) => ended(child)));
    await receiver.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('never deliver the same at the same moment, nor one contact’s changes out of order, nor anything twice', async () => {
    let open = 0;
    const together = new Map<string, number>();
    receiver.reply = ({ body }) => {
      const { contactId } = (JSON.parse(body) as { data: { contactId: string } }).data;
      open += 1;
      together.set(contactId, (together.get(contactId) ?? 0) + 1);
      if ((together.get(contactId) ?? 0) > 1) throw new Error('two at once for one contact');
      setTimeout(() => {
        open -= 1;
        together.set(contactId, 0);
      }, 15);
      return { status: 204, after: 15 };
    };
    await software.ask('POST', '/webhooks', { url: receiver.url });
    const client = new Client(team, team.owner);
    const made = Array.from({ length: 30 }, (_, at) => create(`Two Processes ${at}`));
    await client.push(...made);
    for (let round = 0; round < 4; round += 1) {
      await client.push(
        ...made.map(({ args: { id } }) => ({
          name: 'contact.patch' as const,
          args: { id, set: { round: typed(String(round)) }, base: {} },
        })),
      );
    }
    await until(() => receiver.received.length >= 150, 20);
    await new Promise((wake) => setTimeout(wake, 300));
    expect([receiver.received.length, open]).toEqual([150, 0]);
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(150);
    const told = receiver.received.map(
      ({ body }) => (JSON.parse(body) as { data: { contactId: string; version: number } }).data,
    );
    for (const { args } of made) {
      const versions = told.filter(({ contactId }) => contactId === args.id).map(({ version }) => version);
      expect(versions).toEqual(versions.toSorted((a, b) => a - b));
      expect(versions).toHaveLength(5);
    }
  });

  test('a key made in one is known in the other', async () => {
    expect((await ask(processes[1]?.url ?? '', software.key, 'GET', '/contacts')).status).toBe(200);
  });
});

describe('a server that starts again', () => {
  test('after it was killed while it delivered: goes on, with the same ids, and misses nothing', async () => {
    const receiver = await startReceiver();
    receiver.reply = () => ({ status: 204, after: 200 });
    const dataDir = makeFolder();
    const first = await startProcess(dataDir);
    const team = await settle(first.url, first.owner, dataDir);
    const software = await makeSoftware(team, 'Robot');
    await software.ask('POST', '/webhooks', { url: receiver.url });
    const made = Array.from({ length: 20 }, (_, at) => create(`Handed Over ${at}`));
    await new Client(team, team.owner).push(...made);
    await until(() => receiver.received.length > 3);
    first.child.kill('SIGKILL');
    await ended(first.child);
    const again = await startServer({ port: 0, dataDir, privateWebhooks: true });
    // The lease of the one that was killed has to be over.
    again.server.source.now = () => new Date(Date.now() + 120_000);
    await until(async () => {
      again.server.webhooks.hurry();
      const { body } = await ask(again.url, software.key, 'GET', '/webhooks');
      return body.webhooks[0].waiting === 0;
    });
    const told = receiver.received.map(({ headers, body }) => {
      const { contactId } = (JSON.parse(body) as { data: { contactId: string } }).data;
      return `${contactId} ${String(headers['webhook-id'])}`;
    });
    expect(new Set(told).size).toBe(20);
    // What was on its way when it was killed may come twice: at most as many as are sent at once.
    expect(told.length).toBeLessThanOrEqual(28);
    await again.stop();
    await receiver.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('with another secret of its own signs nothing it should not: the webhook is turned off and says so', async () => {
    const receiver = await startReceiver();
    const dataDir = makeFolder();
    const running = await startServer({ port: 0, dataDir, privateWebhooks: true });
    const team = await settle(running.url, running.ownerLink ?? '', dataDir);
    const software = await makeSoftware(team, 'Robot');
    const { id } = (await software.ask('POST', '/webhooks', { url: receiver.url })).body;
    running.server.webhooks.secret = 'another';
    await new Client(team, team.owner).push(create('Unsigned'));
    const look = async () => (await software.ask('GET', `/webhooks/${id}`)).body;
    await until(async () => (await look()).offReason === 'secret_lost');
    expect(receiver.received).toEqual([]);
    await software.ask('POST', `/webhooks/${id}/secret`);
    await software.ask('PATCH', `/webhooks/${id}`, { enabled: true });
    await until(() => receiver.received.length === 1);
    await running.stop();
    await receiver.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
});
