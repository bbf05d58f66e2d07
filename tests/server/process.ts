import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const MAIN = resolve(import.meta.dirname, '../../server/main.ts');

export type Process = { child: ChildProcess; url: string; owner: string; output: () => string };

/** Starts the server as people do, and waits for the line that says it is ready. */
export async function startProcess(dataDir: string, port = 0, env: NodeJS.ProcessEnv = {}): Promise<Process> {
  const started = run(['--port', String(port), '--data', dataDir], env);
  for (;;) {
    const line = /carnet ready url=(\S+) owner=(\S+)/u.exec(started.output());
    if (line) return { ...started, url: line[1] ?? '', owner: line[2] ?? '' };
    if (started.child.exitCode !== null) throw new Error(`ended: ${started.output()}`);
    await new Promise((wake) => setTimeout(wake, 20));
  }
}

/** Runs it with these arguments; what it says is collected. */
export function run(args: string[], env: NodeJS.ProcessEnv = {}): Pick<Process, 'child' | 'output'> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const add = (data: Buffer) => (text += data.toString());
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  return { child, output: () => text };
}

export async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}
