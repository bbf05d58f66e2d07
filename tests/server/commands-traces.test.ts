import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Client, create } from './client.ts';
import { Cluster } from './engines/cluster.ts';
import { findPrograms } from './engines/debian.ts';
import { onServer } from './engines/engine.ts';
import { ended, run, startProcess } from './process.ts';
import { makeOwner, session, type Team } from './team.ts';

let folder: string;
let cluster: Cluster;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carnet-traces-'));
  // oxlint-disable-next-line no-console -- what is installed is said to whoever waits for it
  cluster = await Cluster.start(findPrograms((line) => console.log(line)));
}, 120_000);
afterAll(async () => {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
});

const order = async (args: string[], env: NodeJS.ProcessEnv) => {
  const { child, output } = run(args, env);
  return { code: await ended(child), text: output() };
};

/** Starts a server on PostgreSQL, and ends it once it is ready. */
const startOnce = async (data: string, env: NodeJS.ProcessEnv) => {
  const server = await startProcess(data, 0, env);
  server.child.kill('SIGTERM');
  await ended(server.child);
  return server.owner;
};

describe('import', () => {
  test(
    'takes a database that a server was started on, makes its owner’s link void, and leaves no secret elsewhere',
    {
      timeout: 120_000,
    },
    async () => {
      const [source, elsewhere] = [join(folder, 'source'), join(folder, 'elsewhere')];
      const server = await startProcess(source);
      const owner = await makeOwner(server.url, server.owner);
      const [workspace] = (await session(server.url, owner.token)).workspaces;
      const team = { url: server.url, workspace: workspace?.id ?? '', owner } as Team;
      await new Client(team, owner).push(create('Moved'));
      server.child.kill('SIGTERM');
      await ended(server.child);
      await onServer(cluster.url('postgres'), 'create database started');
      const env = { DATABASE_URL: cluster.url('started') };
      expect(await startOnce(join(folder, 'first'), env)).toMatch(/\/setup\//u);
      const done = await order(['import', source, '--data', elsewhere], env);
      expect(done.text).toMatch(/contact: 1 row/u);
      expect(done.code).toBe(0);
      expect(existsSync(elsewhere)).toBe(false);
      expect(await startOnce(source, env)).toBe('-');
      expect((await order(['import', source], env)).code).toBe(1);
    },
  );
});
