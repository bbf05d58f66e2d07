import { join } from 'node:path';
import type { Family } from './family.ts';

const root = join(import.meta.dirname, '..');

/**
 * Builds the extension for Chromium or Firefox, with hosts granted at install: for the demo and for tests, where nobody is there
 * to answer the browser's question.
 * @param where `into` a folder of the caller's; `grant` match patterns
 * @returns the folder a browser can load
 * @throws an Error with the build's own words
 */
export async function buildExtension(
  family: Family,
  { into, grant, browser = 'chrome' }: { into: string; grant: string[]; browser?: 'chrome' | 'firefox' },
): Promise<string> {
  const wxt = [join(root, 'node_modules/wxt/bin/wxt.mjs'), 'build', '-b', browser, '--mv3'];
  const build = family.start(process.execPath, wxt, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CARNET_OUT: into, CARNET_GRANT: grant.join(',') },
  });
  let words = '';
  for (const stream of [build.stdout, build.stderr])
    stream?.on('data', (chunk: Buffer) => (words += chunk.toString()));
  const code = await new Promise((done) => {
    build.once('close', done);
  });
  if (code !== 0) throw new Error(`The extension could not be built.\n${words}`);
  return join(into, `${browser}-mv3`);
}
