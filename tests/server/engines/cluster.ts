import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Programs } from './debian.ts';

/** `fsync` off for all but durability: what these tests ask about is not what a power cut leaves. */
export type ClusterOptions = { fsync?: boolean };

/** PostgreSQL in a folder of its own on a free port, and pgbouncer in transaction mode before it. */
export class Cluster {
  readonly port: number;
  readonly bouncerPort: number;
  readonly #programs: Programs;
  readonly #folder: string;
  #bouncer: ChildProcess | null = null;

  private constructor(programs: Programs, folder: string, port: number, bouncerPort: number) {
    this.#programs = programs;
    this.#folder = folder;
    this.port = port;
    this.bouncerPort = bouncerPort;
  }

  static async start(programs: Programs, { fsync = false }: ClusterOptions = {}): Promise<Cluster> {
    const folder = mkdtempSync(join(tmpdir(), 'carnet-postgres-'));
    const cluster = new Cluster(programs, folder, await freePort(), await freePort());
    cluster.#initialise(fsync);
    cluster.#control('start', '-w');
    return cluster;
  }

  #initialise(fsync: boolean): void {
    own(this.#folder);
    const data = this.#data();
    const plain = ['-D', data, '-U', 'carnet', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'];
    asPostgres(join(this.#programs.postgres, 'initdb'), fsync ? plain : [...plain, '--no-sync']);
    const settings = [
      `port = ${this.port}`,
      `listen_addresses = '127.0.0.1'`,
      `unix_socket_directories = '${this.#folder}'`,
      'max_connections = 300',
      `fsync = ${fsync ? 'on' : 'off'}`,
      ...(fsync ? [] : ['synchronous_commit = off', 'full_page_writes = off']),
    ];
    writeFileSync(join(data, 'postgresql.auto.conf'), `${settings.join('\n')}\n`);
  }

  #data(): string {
    return join(this.#folder, 'data');
  }

  #control(...args: string[]): void {
    const where = ['-D', this.#data(), '-l', join(this.#folder, 'log'), '-s'];
    asPostgres(join(this.#programs.postgres, 'pg_ctl'), [...where, ...args]);
  }

  /** The address of a database, straight or through pgbouncer. */
  url(database: string, way: 'straight' | 'bounced' = 'straight'): string {
    return `postgres://carnet@127.0.0.1:${way === 'straight' ? this.port : this.bouncerPort}/${database}`;
  }

  /** Ends it as a crash does, and starts it again; whoever uses it goes on trying meanwhile. */
  async crash(): Promise<void> {
    const how = ['restart', '-m', 'immediate', '-w', '-s'];
    const words = ['-D', this.#data(), '-l', join(this.#folder, 'log'), ...how];
    const command = join(this.#programs.postgres, 'pg_ctl');
    const [program = '', ...args] = unprivileged(command, words);
    const [code] = (await once(spawn(program, args, { stdio: 'ignore', cwd: '/' }), 'exit')) as [number];
    if (code !== 0) throw new Error(`pg_ctl ended with ${code}.`);
  }

  /** Starts pgbouncer in transaction mode for every database of this cluster. */
  async bounce(): Promise<void> {
    const file = join(this.#folder, 'pgbouncer.ini');
    const settings = [
      '[databases]',
      `* = host=127.0.0.1 port=${this.port} user=carnet`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${this.bouncerPort}`,
      'unix_socket_dir =',
      'auth_type = any',
      'pool_mode = transaction',
      'max_client_conn = 500',
      'default_pool_size = 10',
      'ignore_startup_parameters = extra_float_digits',
    ];
    writeFileSync(file, `${settings.join('\n')}\n`);
    const [command = '', ...args] = unprivileged(this.#programs.pgbouncer, ['-q', file]);
    this.#bouncer = spawn(command, args, { stdio: 'ignore' });
    await answering(this.bouncerPort);
  }

  async stop(): Promise<void> {
    if (this.#bouncer && this.#bouncer.exitCode === null) {
      this.#bouncer.kill('SIGKILL');
      await once(this.#bouncer, 'exit');
    }
    this.#control('stop', '-m', 'immediate');
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** PostgreSQL refuses to run as root: as root it is run as nobody, who then owns its folder. */
const NOBODY = 65_534;
const isRoot = () => process.getuid?.() === 0;

function unprivileged(command: string, args: string[]): string[] {
  if (!isRoot()) return [command, ...args];
  return ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', command, ...args];
}

function asPostgres(command: string, args: string[]): void {
  const [program = '', ...rest] = unprivileged(command, args);
  execFileSync(program, rest, { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' });
}

function own(folder: string): void {
  mkdirSync(join(folder, 'data'), { mode: 0o700 });
  if (isRoot()) for (const path of [folder, join(folder, 'data')]) chownSync(path, NOBODY, NOBODY);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const isOpen = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1', () => done(true));
      socket.on('error', () => done(false));
      socket.on('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await sleep(25);
  }
  throw new Error(`Nothing answers on port ${port}.`);
}
