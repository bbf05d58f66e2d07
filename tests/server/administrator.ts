import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { ended, run } from './process.ts';
import { session, type Person, type Team } from './team.ts';

export type Said = { code: number | null; text: string };

/** Types a command, and waits for its end. */
export async function order(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Said> {
  const { child, output } = run(args, env);
  const code = await ended(child);
  return { code, text: output().trim() };
}

export type Started = { child: ChildProcess; url: string; owner: string; output: () => string };

/** Starts a server with these flags and environment, on a free port unless they name one. */
export async function startWith(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Started> {
  const port = args.includes('--port') ? [] : ['--port', '0'];
  const started = run([...args, ...port], env);
  for (;;) {
    const line = /carnet ready url=(\S+) owner=(\S+)/u.exec(started.output());
    if (line) return { ...started, url: line[1] ?? '', owner: line[2] ?? '' };
    if (started.child.exitCode !== null) throw new Error(`ended: ${started.output()}`);
    await sleep(20);
  }
}

/** Ends it as its administrator does. */
export async function end({ child }: Started): Promise<void> {
  child.kill('SIGTERM');
  const code = await ended(child);
  if (code !== 0) throw new Error(`it ended with ${code}`);
}

/** The owner's team on a server that runs as a process. */
export async function teamAt(url: string, owner: Person): Promise<Team> {
  const [workspace] = (await session(url, owner.token)).workspaces;
  // What a process knows of itself is out of reach.
  return { url, workspace: workspace?.id ?? '', owner } as Team;
}
