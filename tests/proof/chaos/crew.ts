import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LossyLine } from './lossy-line.ts';
import type { Entry, Orders, Replica, Said, Told } from './orders.ts';
import type { Random } from './random.ts';

const CLIENT = join(import.meta.dirname, 'client.ts');

/** One client over its lives: it is started again whenever it dies, until all is calm. */
export class Member {
  readonly name: string;
  readonly userId: string;
  readonly line: LossyLine;
  deaths = 0;
  readonly faults: string[] = [];
  readonly #orders: Omit<Orders, 'life' | 'calm'>;
  #child: ChildProcess | null = null;
  #life = 0;
  #isCalm = false;
  #isOver = false;
  #heard: ((said: Said) => void) | null = null;

  constructor(orders: Omit<Orders, 'life' | 'calm'>, line: LossyLine) {
    this.#orders = orders;
    this.name = orders.name;
    this.userId = orders.userId;
    this.line = line;
  }

  /** Resolves when it is at work. */
  start(): Promise<void> {
    const orders: Orders = { ...this.#orders, life: (this.#life += 1), calm: this.#isCalm };
    const child = fork(CLIENT, [], {
      env: { ...process.env, CARNET_CHAOS: JSON.stringify(orders) },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child = child;
    let words = '';
    child.stderr?.on('data', (data: Buffer) => (words += data.toString()));
    return new Promise((ready) => {
      child.on('message', (said: Said) => {
        if (said.t === 'ready') ready();
        else if (said.t === 'fault') this.faults.push(said.error);
        else this.#heard?.(said);
      });
      child.once('exit', (code) => {
        ready();
        if (this.#isOver) return;
        this.deaths += 1;
        if (code !== null) this.faults.push(`it ended with ${code}: ${words}`);
        void this.start();
      });
    });
  }

  /** Ends its process without a word. */
  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  /** From now on it dies no more, and does nothing by itself. */
  async calm(): Promise<void> {
    this.#isCalm = true;
    this.line.isGood = true;
    this.#tell({ t: 'calm' });
    await sleep(0);
  }

  /** One round of sync. @returns how many changes wait still */
  async sync(): Promise<number> {
    const said = await this.#ask({ t: 'sync' });
    return said.t === 'synced' ? said.unsent : -1;
  }

  async show(): Promise<Replica> {
    const said = await this.#ask({ t: 'show' });
    if (said.t !== 'shown') throw new Error(`${this.name} answered ${said.t}`);
    return said.replica;
  }

  /** What it did, and what it had meant to do when it was killed. */
  issued(): Entry[] {
    try {
      const text = readFileSync(join(this.#orders.folder, `${this.name}.issued`), 'utf8');
      return text.split('\n').flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as Entry] : []));
    } catch {
      return [];
    }
  }

  end(): void {
    this.#isOver = true;
    this.kill();
    this.line.close();
  }

  #tell(told: Told): void {
    if (this.#child?.connected === true) this.#child.send(told);
  }

  /** Asked again where it died before it had heard that all is calm. */
  async #ask(told: Told): Promise<Said> {
    for (let tries = 0; tries < 20; tries += 1) {
      const answer = new Promise<Said>((done) => (this.#heard = done));
      this.#tell(told);
      const said = await Promise.race([answer, sleep(5000, null, { ref: false })]);
      if (said) return said;
    }
    throw new Error(`${this.name} answers nothing: ${this.faults.at(-1) ?? 'and says not why'}`);
  }
}

/** Kills members at moments drawn beforehand, until told to stop. */
export async function murder(members: readonly Member[], random: Random, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await sleep(random.between(300, 2500), null, { signal: over }).catch(() => {});
    if (!over.aborted) random.pick(members)?.kill();
  }
}
