import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ended, run, startProcess } from './process.ts';
import { makeOwner, session } from './team.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'carnet-process-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const said = async (args: string[], env: NodeJS.ProcessEnv = {}) => {
  const { child, output } = run(args, env);
  return { code: await ended(child), text: output() };
};

describe('node server/main.ts', () => {
  test('starts from nothing, keeps its data, and ends well when told to', async () => {
    const data = join(folder, 'data');
    const first = await startProcess(data);
    const owner = await makeOwner(first.url, first.owner);
    first.child.kill('SIGTERM');
    expect(await ended(first.child)).toBe(0);
    for (const name of ['secret', 'carnet.sqlite'])
      expect(statSync(join(data, name)).mode & 0o777).toBe(0o600);
    expect(statSync(data).mode & 0o777).toBe(0o700);
    const second = await startProcess(data);
    expect(second.owner).toBe('-');
    expect((await session(second.url, owner.token)).user.email).toBe(owner.email);
    second.child.kill('SIGINT');
    expect(await ended(second.child)).toBe(0);
  });

  test('a taken port is a clear sentence with a way out', async () => {
    const blocker = createServer();
    await new Promise<void>((ready) => blocker.listen(0, '127.0.0.1', ready));
    const address = blocker.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const { code, text } = await said(['--port', port, '--data', join(folder, 'taken')]);
    blocker.close();
    expect([code, text.trim()]).toEqual([
      1,
      'That port is taken, perhaps by another Carnet. End it, or choose another port: --port 8788.',
    ]);
  });

  test('refuses to be reached from other machines unless it is told that this is meant', async () => {
    const rows = [
      ['--host', '0.0.0.0'],
      ['--host', '0.0.0.0', '--public'],
      ['--host', '::', '--url', 'https://x.example'],
    ];
    for (const args of rows) {
      const { code, text } = await said([...args, '--data', join(folder, 'host')]);
      expect(code).toBe(2);
      expect(text).toContain('--public --url');
    }
  });

  test('says what is wrong with a flag, and helps', async () => {
    expect(await said(['--port', 'eighty'])).toMatchObject({
      code: 2,
      text: expect.stringContaining('is no port') as string,
    });
    expect(await said(['--prot', '1'])).toMatchObject({
      code: 2,
      text: expect.stringContaining('--prot') as string,
    });
    expect(
      await said([], { DATABASE_URL: 'mysql://x', CARNET_PORT: '0', CARNET_DATA: folder }),
    ).toMatchObject({
      code: 2,
      text: expect.stringContaining('DATABASE_URL') as string,
    });
    const help = await said(['--help']);
    expect(help.code).toBe(0);
    expect(help.text).toContain('--data DIR');
  });
});
