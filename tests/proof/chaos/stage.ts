import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { Cluster } from '#tests/server/engines/cluster.ts';
import { findPrograms } from '#tests/server/engines/debian.ts';
import { onServer } from '#tests/server/engines/engine.ts';
import { Front } from '#tests/server/engines/front.ts';
import { ended, startProcess, type Process } from '#tests/server/process.ts';
import { freePort } from '#tests/e2e/harness/processes.ts';
import type { Random } from './random.ts';

export type ChaosEngine = 'sqlite' | 'postgres';
export type TableRow = Record<string, string | number | null>;

type Api = { port: number; running: Process | null };

/** The team's server: one process on its embedded database, or two before PostgreSQL; each may be killed at any moment. */
export class Stage {
  readonly url: string;
  owner = '-';
  kills = 0;
  crashes = 0;
  readonly #folder: string;
  readonly #apis: Api[];
  readonly #cluster: Cluster | null;
  readonly #front: Front | null;
  #busy: Promise<unknown> = Promise.resolve();

  private constructor(folder: string, apis: Api[], cluster: Cluster | null, front: Front | null) {
    this.#folder = folder;
    this.#apis = apis;
    this.#cluster = cluster;
    this.#front = front;
    this.url = front?.url ?? `http://127.0.0.1:${apis[0]?.port}`;
  }

  static async open(engine: ChaosEngine, say: (line: string) => void): Promise<Stage> {
    const folder = mkdtempSync(join(tmpdir(), 'carnet-chaos-'));
    const stage = await (engine === 'sqlite'
      ? freePort().then((port) => new Stage(folder, [{ port, running: null }], null, null))
      : Stage.#onPostgres(folder, say));
    for (const api of stage.#apis) await stage.#start(api);
    return stage;
  }

  static async #onPostgres(folder: string, say: (line: string) => void): Promise<Stage> {
    const cluster = await Cluster.start(findPrograms(say), { fsync: true });
    await onServer(cluster.url('postgres'), 'create database chaos');
    const front = await Front.open();
    const apis = [await freePort(), await freePort()].map((port) => ({ port, running: null }));
    for (const { port } of apis) front.add(port);
    return new Stage(folder, apis, cluster, front);
  }

  async #start(api: Api): Promise<void> {
    const env = {
      CARNET_LOG: 'json',
      ...(this.#front ? { CARNET_URL: this.#front.url } : {}),
      ...(this.#cluster ? { DATABASE_URL: this.#cluster.url('chaos') } : {}),
    };
    // One that finds no database ends by itself: it is started until there is one.
    for (let tries = 0; api.running === null; tries += 1) {
      try {
        api.running = await startProcess(this.#folder, api.port, env);
      } catch (error) {
        if (tries === 20) throw error;
        await sleep(250);
      }
    }
    if (api.running.owner !== '-') this.owner = api.running.owner;
  }

  /** Ends a server as the kernel ends one that has no memory left, and starts it again. */
  killOne(random: Random): Promise<void> {
    const api = random.pick(this.#apis);
    const rest = random.between(0, 500);
    return this.#next(async () => {
      if (!api?.running) return;
      await kill(api);
      this.kills += 1;
      await sleep(rest);
      await this.#start(api);
    });
  }

  /** Ends the database as a power cut ends it, and starts it again; the embedded one goes with its server. */
  crash(): Promise<void> {
    return this.#next(async () => {
      if (!this.#cluster) return;
      await this.#cluster.crash();
      this.crashes += 1;
    });
  }

  /** One thing after another, whoever asks. */
  #next(work: () => Promise<void>): Promise<void> {
    const done = this.#busy.then(work);
    this.#busy = done.catch(() => {});
    return done;
  }

  /** When all that were killed are back. */
  async whole(): Promise<void> {
    await this.#busy;
    for (const api of this.#apis)
      if (api.running?.child.exitCode !== null) {
        api.running = null;
        await this.#start(api);
      }
  }

  /** All rows of a table, tombstones too, read past the server. */
  async rows(table: string): Promise<TableRow[]> {
    if (this.#cluster) {
      const client = new Client(this.#cluster.url('chaos'));
      await client.connect();
      try {
        return (await client.query<TableRow>(`select * from ${table}`)).rows;
      } finally {
        await client.end();
      }
    }
    const database = new DatabaseSync(join(this.#folder, 'carnet.sqlite'), { readOnly: true });
    try {
      database.exec('PRAGMA busy_timeout = 5000');
      return database.prepare(`select * from ${table}`).all() as TableRow[];
    } finally {
      database.close();
    }
  }

  get folder(): string {
    return this.#folder;
  }

  async close(): Promise<void> {
    await this.#busy;
    for (const api of this.#apis) await kill(api);
    await this.#front?.close();
    await this.#cluster?.stop();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function kill(api: Api): Promise<void> {
  const { running } = api;
  api.running = null;
  if (!running) return;
  running.child.kill('SIGKILL');
  await ended(running.child);
}
