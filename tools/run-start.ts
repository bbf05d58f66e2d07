import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildExtension } from './build-extension.ts';
import { Family } from './family.ts';
import { findBrowser, sandboxArgs } from './find-browser.ts';

/**
 * Starts the team server, builds the extension and opens a Chromium with it on the demo inbox. Environment:
 * `CARNET_PORT` (8787), `CARNET_DATA` (the folder `data` of the project), `CARNET_CHROMIUM`. It stays until Ctrl-C,
 * which ends all of it.
 */
const root = join(import.meta.dirname, '..');
const port = Number(process.env.CARNET_PORT ?? 8787);
const data = process.env.CARNET_DATA ?? join(root, 'data');
const origin = `http://127.0.0.1:${port}`;
const family = new Family();
const say = (line: string) => console.log(line);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(0));
// A broken channel: whoever started this is gone, by whatever way (ready.mjs).
process.on('disconnect', () => void leave(1));

try {
  await startServer();
  say('Building the extension ...');
  const extension = await buildExtension(family, {
    into: join(root, '.output', 'start'),
    grant: [`${origin}/*`],
  });
  if (hasDisplay()) openBrowser(extension);
  else {
    say('There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no browser is opened.');
    sayHowToLoad(extension);
  }
  say('Ctrl-C ends everything.');
} catch (error) {
  if (!family.isLeaving) console.error(error instanceof Error ? error.message : error);
  await leave(1);
}

async function startServer(): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(
      `CARNET_PORT is ${process.env.CARNET_PORT}, which is no port: give a number up to 65535.`,
    );
  if (!(await isFree(port)))
    throw new Error(
      `Port ${port} is taken by another program. End that one, or choose another port: CARNET_PORT=${port + 1} npm start`,
    );
  const server = family.start(process.execPath, [join(root, 'server/main.ts')], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CARNET_PORT: String(port), CARNET_DATA: data },
  });
  const ended = new Promise<never>((_, fail) => {
    server.on('exit', () => fail(new Error('The team server ended: its own words are above.')));
  });
  await Promise.race([answer(`${origin}/v1/server`), ended]);
  ended.catch(async (error: Error) => {
    if (!family.isLeaving) console.error(error.message);
    await leave(1);
  });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
}

/** Waits until an address answers. @throws after 30 s */
async function answer(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await sleep(100);
  }
  throw new Error(`The team server did not answer at ${url} within 30 seconds.`);
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

function openBrowser(extension: string): void {
  try {
    const { path, how } = findBrowser(say);
    say(`Opening ${origin}/demo/ in ${path} (${how}).`);
    const browser = family.start(path, browserArgs(extension), { stdio: 'ignore' });
    browser.on('exit', (code) => {
      if (family.isLeaving) return;
      say(code ? `The browser ended with code ${code}.` : 'The browser was closed.');
      say(`The team server goes on at ${origin}.`);
      if (code) sayHowToLoad(extension);
    });
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    sayHowToLoad(extension);
  }
}

function browserArgs(extension: string): string[] {
  return [
    ...sandboxArgs(),
    `--user-data-dir=${join(data, 'browser')}`,
    `--load-extension=${extension}`,
    '--no-first-run',
    '--no-default-browser-check',
    `${origin}/demo/`,
  ];
}

function sayHowToLoad(extension: string): void {
  say(`The built extension lies in ${extension}`);
  say(
    'To load it: open chrome://extensions, switch on "Developer mode", choose "Load unpacked", pick that folder.',
  );
  say(`Then open the demo inbox: ${origin}/demo/`);
}

async function leave(code: number): Promise<void> {
  await family.end();
  process.exit(code);
}
