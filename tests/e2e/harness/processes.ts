import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const ROOT = join(import.meta.dirname, '..', '..', '..');

/** A command as a person runs it in a terminal: a group of its own, which Ctrl-C reaches as a whole. */
export class Command {
  readonly child: ChildProcess;
  output = '';
  readonly ended: Promise<number | null>;

  constructor(command: string, args: string[], env: Record<string, string | undefined>, folder = ROOT) {
    this.child = spawn(command, args, {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    // A test that fails half-way, or is killed, leaves nothing running.
    const last = () => this.child.kill('SIGKILL');
    process.once('exit', last);
    this.ended = new Promise((done) => {
      this.child.once('close', (code) => {
        process.off('exit', last);
        done(code);
      });
    });
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('The command did not start.');
    return this.child.pid;
  }

  /** @returns what the pattern matched in the output. @throws where the command ends or 60 s pass without it */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (let tries = 0; tries < 600; tries += 1) {
      const match = pattern.exec(this.output);
      if (match) return match;
      if (this.child.exitCode !== null) break;
      await sleep(100);
    }
    throw new Error(`It never said ${pattern}:\n${this.output}`);
  }

  ctrlC(): void {
    process.kill(-this.pid, 'SIGINT');
  }
}

/** All processes that one started, and those that they started, by the kernel's own list (Linux). */
export function descendantsOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((name) => /^\d+$/u.test(name))) {
    const stat = statOf(Number(name));
    if (stat) parents.set(Number(name), stat.parent);
  }
  const below = (parent: number): number[] =>
    [...parents].filter(([, of]) => of === parent).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

/** A process that nobody has asked about since it ended is gone too. */
export function isAlive(pid: number): boolean {
  const stat = statOf(pid);
  return stat !== null && stat.state !== 'Z';
}

function statOf(pid: number): { state: string; parent: number } | null {
  try {
    // The name in parentheses may hold anything: the rest begins behind its last one.
    const [state = '', parent = '0'] =
      readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return { state, parent: Number(parent) };
  } catch {
    return null;
  }
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
