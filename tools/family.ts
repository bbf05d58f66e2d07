import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** The processes that one command started. They end with it: none is left behind. */
export class Family {
  readonly #children = new Set<ChildProcess>();
  #leaving = false;

  get isLeaving(): boolean {
    return this.#leaving;
  }

  start(command: string, args: string[], options: SpawnOptions): ChildProcess {
    const child = spawn(command, args, options);
    this.#children.add(child);
    child.once('exit', () => this.#children.delete(child));
    child.once('error', () => this.#children.delete(child));
    return child;
  }

  /** Asks every process to end, and after five seconds no longer asks. */
  async end(): Promise<void> {
    this.#leaving = true;
    for (const child of this.#children) child.kill('SIGTERM');
    for (let waited = 0; this.#children.size > 0 && waited < 5000; waited += 50) await sleep(50);
    for (const child of this.#children) child.kill('SIGKILL');
  }
}
