import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Command, descendantsOf, freePort, isAlive, ROOT } from './harness/processes.ts';
import { EXTENSION_ID, stage } from './harness/stage.ts';

let data = '';
let port = 0;
let command: Command | null = null;

/** As in a new terminal of somebody who sits at the machine by ssh. */
const noDisplay = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined };

function npmStart(env: Record<string, string | undefined>, folder = ROOT): Command {
  command = new Command('npm', ['start'], { CARNET_PORT: String(port), CARNET_DATA: data, ...env }, folder);
  return command;
}

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'carnet-start-'));
  port = await freePort();
});

afterEach(async () => {
  if (command && isAlive(command.pid)) {
    command.ctrlC();
    await command.ended;
  }
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
});

describe('npm start', () => {
  test('without a display it says so, serves, and says where the extension lies; Ctrl-C ends all of it', async () => {
    const start = npmStart(noDisplay);
    await start.says(/There is no display here/u);
    const [, folder = ''] = await start.says(/The built extension lies in (\S+)/u);
    await start.says(/Ctrl-C ends everything/u);
    expect(existsSync(join(folder, 'manifest.json'))).toBe(true);
    const demo = await fetch(`http://127.0.0.1:${port}/demo/`);
    expect([demo.status, await demo.text()]).toEqual([200, expect.stringContaining('data-demo')]);

    const processes = descendantsOf(start.pid);
    expect(processes.length).toBeGreaterThan(1);
    start.ctrlC();
    await start.ended;
    expect(processes.filter(isAlive)).toEqual([]);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    '%s to npm alone ends all of it too',
    async (signal) => {
      const start = npmStart(noDisplay);
      await start.says(/Ctrl-C ends everything/u);
      const processes = descendantsOf(start.pid);
      process.kill(start.pid, signal);
      await expect.poll(() => processes.filter(isAlive), { timeout: 10_000 }).toEqual([]);
      await start.ended;
    },
  );

  test(
    'from a folder with spaces and accents in its name; the second time it goes on with the same data',
    { timeout: 150_000 },
    async () => {
      const folder = cloneInto(join(data, 'Mój dom — été'));
      const own = { ...noDisplay, CARNET_DATA: undefined };
      const first = npmStart(own, folder);
      await first.says(/The built extension lies in (.*)/u);
      await first.says(/Ctrl-C ends everything/u);
      const { version } = JSON.parse(
        readFileSync(join(folder, '.output/start/chrome-mv3/manifest.json'), 'utf8'),
      ) as { version: string };
      expect(version).toMatch(/^\d/u);
      const secret = readFileSync(join(folder, 'data/secret'), 'utf8');
      first.ctrlC();
      await first.ended;
      const second = npmStart(own, folder);
      await second.says(/Ctrl-C ends everything/u);
      expect(second.output).not.toContain('npm ci');
      expect(readFileSync(join(folder, 'data/secret'), 'utf8')).toBe(secret);
    },
  );

  test('with a display it opens a browser with the extension on the demo inbox, and ends it', async () => {
    // The same browser, told to draw into memory: this machine need not have a screen.
    const browser = join(data, 'chromium');
    writeFileSync(
      browser,
      `#!/bin/sh\nexec ${stage().chromium} --headless=new --remote-debugging-port=0 "$@"\n`,
      {
        mode: 0o755,
      },
    );
    const start = npmStart({ DISPLAY: ':0', CARNET_CHROMIUM: browser });
    await start.says(/Opening http:\S+\/demo\/ in/u);
    const activePort = join(data, 'browser', 'DevToolsActivePort');
    await expect.poll(() => existsSync(activePort), { timeout: 20_000 }).toBe(true);
    await expect
      .poll(() => targetsOf(activePort), { timeout: 20_000 })
      .toEqual(
        expect.arrayContaining([
          expect.stringContaining(`http://127.0.0.1:${port}/demo/`),
          expect.stringContaining(EXTENSION_ID),
        ]),
      );
    const processes = descendantsOf(start.pid);
    start.ctrlC();
    await start.ended;
    await expect.poll(() => processes.filter(isAlive), { timeout: 10_000 }).toEqual([]);
  });

  test('a browser that is not there is said; the server stays up, and how to load the extension is told', async () => {
    const start = npmStart({ DISPLAY: ':0', CARNET_CHROMIUM: join(data, 'nowhere') });
    await start.says(/CARNET_CHROMIUM names \S+nowhere, which does not run/u);
    await start.says(/chrome:\/\/extensions/u);
    await start.says(/Ctrl-C ends everything/u);
    expect((await fetch(`http://127.0.0.1:${port}/demo/`)).status).toBe(200);
  });

  test('a taken port is said in one sentence, with a way out', async () => {
    const squatter = createServer().listen(port, '127.0.0.1');
    const start = npmStart(noDisplay);
    expect(await start.ended).toBe(1);
    squatter.close();
    expect(start.output).toContain(`Port ${port} is taken by another program`);
    expect(start.output).toContain(`CARNET_PORT=${port + 1} npm start`);
  });

  test('a port that is none is said', async () => {
    const start = npmStart({ ...noDisplay, CARNET_PORT: 'seventy' });
    expect(await start.ended).toBe(1);
    expect(start.output).toContain('CARNET_PORT is seventy, which is no port');
  });

  test('a Node.js that is too old is said, with a way out', async () => {
    const old = "Object.defineProperty(process, 'versions', { value: { node: '18.19.0' } });";
    const start = new Command(process.execPath, ['-e', `${old} import('./tools/start.mjs')`], {});
    expect(await start.ended).toBe(1);
    expect(start.output).toMatch(/needs Node.js 20 or newer.*this is 18.19.0.*nodejs.org/u);
  });
});

async function targetsOf(portFile: string): Promise<string[]> {
  const [devtools] = readFileSync(portFile, 'utf8').split('\n');
  const targets = (await (await fetch(`http://127.0.0.1:${devtools}/json/list`)).json()) as { url: string }[];
  return targets.map(({ url }) => url);
}

/** The project as a clone has it, with the packages of this one: they were installed from the same lockfile. */
function cloneInto(folder: string): string {
  const ours = new Set(['node_modules', '.git', '.output', '.wxt', 'data'].map((name) => join(ROOT, name)));
  mkdirSync(folder);
  cpSync(ROOT, folder, { recursive: true, filter: (path) => !ours.has(path) });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}
