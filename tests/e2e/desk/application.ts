import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dependent } from '#tests/e2e/harness/dependent.ts';

/** A real application on a loopback port of its own, gone with all it kept once it is stopped. */
export type Application = { url: string; stop(): Promise<void> };

/** What one application needs to be set up: commands and servers that share a folder, an environment and a log. */
export class Applications {
  readonly #folder: string;
  readonly #env: Record<string, string>;
  readonly #servers: ChildProcess[] = [];

  constructor(folder: string, env: Record<string, string>) {
    this.#folder = folder;
    this.#env = env;
  }

  get #log(): string {
    return join(this.#folder, 'log.txt');
  }

  /** Runs a command to its end. @throws an Error with the last of what it said, where it fails */
  run(command: string, args: string[], input = ''): void {
    const said = this.#try(command, args, input);
    if (said !== null) throw new Error(`${command} failed: ${said}`);
  }

  /** Runs a command again until it succeeds, up to 30 s. @throws an Error with its last words, all being stopped */
  async untilItRuns(command: string, args: string[]): Promise<void> {
    let said: string | null = '';
    for (let tries = 0; tries < 300; tries += 1) {
      said = this.#try(command, args);
      if (said === null) return;
      await sleep(100);
    }
    await this.#giveUp(`${command} never succeeded: ${said}`);
  }

  /** @returns null where it went well, else the last of what it said */
  #try(command: string, args: string[], input = ''): string | null {
    const { status, stdout, stderr, error } = spawnSync(...asService(command, args), {
      cwd: this.#folder,
      env: { ...process.env, ...this.#env },
      encoding: 'utf8',
      input,
    });
    if (status === 0) return null;
    return `${error?.message ?? ''}\n${stdout}${stderr}`.split('\n').slice(-15).join('\n');
  }

  serve(command: string, args: string[], env: Record<string, string> = {}): void {
    const log = openSync(this.#log, 'a');
    const child = spawn(...dependent(...asService(command, args)), {
      cwd: this.#folder,
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, ...this.#env, ...env },
    });
    closeSync(log);
    child.once('error', (error) => process.stderr.write(`${error.message}\n`));
    this.#servers.push(child);
  }

  /** Waits up to 30 s for a page with these words. @throws an Error with the servers' last words, all being stopped */
  async untilItSays(url: string, words: string): Promise<void> {
    for (let tries = 0; tries < 300; tries += 1) {
      const page = await fetch(url).then(
        (answer) => answer.text(),
        () => '',
      );
      if (page.includes(words)) return;
      await sleep(100);
    }
    await this.#giveUp(`${url} never said ${words}.`);
  }

  async #giveUp(why: string): Promise<never> {
    const said = readFileSync(this.#log, 'utf8').split('\n').slice(-15).join('\n');
    await this.stop();
    throw new Error(`${why}\n${said}`);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#servers.splice(0).map(end));
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Servers of Debian's refuse root, or would leave files behind that are root's: they run as the web's own user. */
function asService(command: string, args: string[]): [command: string, args: string[]] {
  if (process.getuid?.() !== 0) return [command, args];
  return ['setpriv', ['--reuid=www-data', '--regid=www-data', '--clear-groups', command, ...args]];
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const gone = new Promise((done) => {
    child.once('exit', done);
  });
  process.kill(-child.pid, 'SIGTERM');
  await Promise.race([gone, sleep(5000).then(() => process.kill(-(child.pid ?? 0), 'SIGKILL'))]);
}

/** A value as Perl and PHP write it: a number, or a text in single quotation marks. */
export function asServed(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll(/['\\]/gu, String.raw`\$&`)}'`;
}
