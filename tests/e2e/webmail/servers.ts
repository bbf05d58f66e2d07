import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { dependent } from '#tests/e2e/harness/dependent.ts';

/**
 * Runs a server that ends with these tests: a group of its own, because workers outlive a master that is asked to end
 * alone. Debian keeps servers in /usr/sbin, which is on root's path only.
 */
export function run(command: string, args: string[], env: Record<string, string>): ChildProcess {
  const PATH = `${process.env.PATH ?? ''}:/usr/sbin`;
  const child = spawn(...dependent(command, args), {
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, PATH, ...env },
  });
  // One that cannot be run is one that does not come up, which whoever waits for it tells with all that is known.
  child.once('error', (error) => process.stderr.write(`${error.message}\n`));
  return child;
}

/** Asks a server to end, and sees to it. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const gone = new Promise((done) => {
    child.once('exit', done);
  });
  process.kill(-child.pid, 'SIGTERM');
  await Promise.race([gone, sleep(5000).then(() => child.kill('SIGKILL'))]);
}

/** Waits until a page shows what it must. @throws after 15 s, with what it shows instead */
export async function untilShows(url: string, words: string): Promise<void> {
  let shown = '';
  for (let tries = 0; tries < 150; tries += 1) {
    shown = await fetch(url).then(
      (response) => response.text(),
      (error: unknown) => String(error),
    );
    if (shown.includes(words)) return;
    await sleep(100);
  }
  throw new Error(`${url} never showed ${words}, but: ${shown.slice(0, 300)}`);
}
