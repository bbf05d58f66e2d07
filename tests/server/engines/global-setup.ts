import { tmpdir } from 'node:os';
import type { TestProject } from 'vitest/node';
import { createAuth } from '#server/auth/auth.ts';
import { migrate } from '#server/db/migrate.ts';
import { openDatabase } from '#server/db/open.ts';
import { Cluster } from './cluster.ts';
import { findPrograms } from './debian.ts';
import { onServer, type Stage } from './engine.ts';
import { partitionByWorkspace } from './partition.ts';

const TEMPLATE = 'carnet_template';

/**
 * Starts the engine that the project is named after (`server-postgres` ...). A failure here fails the tests of this
 * engine, each with its reason, and lets the others run.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const engine = project.name.replace('server-', '') as Stage['engine'];
  try {
    return await start(project, engine);
  } catch (error) {
    project.provide('stage', { engine, problem: error instanceof Error ? error.message : String(error) });
    return async () => {};
  }
}

async function start(project: TestProject, engine: Stage['engine']): Promise<() => Promise<void>> {
  // oxlint-disable-next-line no-console -- what is installed is said to whoever waits for it
  const cluster = await Cluster.start(findPrograms((line) => console.log(line)));
  const way = engine === 'partitioned' ? 'bounced' : 'straight';
  if (way === 'bounced') await cluster.bounce();
  if (engine !== 'postgres') await makeTemplate(cluster, engine);
  project.provide('stage', {
    engine,
    admin: cluster.url('postgres'),
    // Servers that start at once on an empty database migrate it themselves, in turns.
    template: engine === 'postgres' ? 'template1' : TEMPLATE,
    address: cluster.url('DATABASE', way),
  });
  return () => cluster.stop();
}

async function makeTemplate(cluster: Cluster, engine: Stage['engine']): Promise<void> {
  await onServer(cluster.url('postgres'), `create database ${TEMPLATE}`);
  const database = openDatabase({ dataDir: tmpdir(), databaseUrl: cluster.url(TEMPLATE), connections: 4 });
  const settings = { url: 'http://127.0.0.1', secret: 'x'.repeat(32), invitationDays: 7 };
  await migrate(database, createAuth(database, settings, () => {}).tables);
  if (engine === 'partitioned') await partitionByWorkspace(database.db);
  await database.close();
}
