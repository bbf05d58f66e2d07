import { join } from 'node:path';
import type { Family } from './family.ts';

const root = join(import.meta.dirname, '..');

/**
 * Builds the extension for Chromium, with hosts granted at install: for the demo and for tests, where nobody is there
 * to answer the browser's question.
 * @param where `into` a folder of the caller's; `grant` match patterns
 * @returns the folder a browser can load
 * @throws an Error with the build's own words
 */
export async function buildExtension(
  family: Family,
  { into, grant }: { into: string; grant: string[] },
): Promise<string> {
  const build = family.start(process.execPath, [join(root, 'node_modules/wxt/bin/wxt.mjs'), 'build'], {
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
  return join(into, 'chrome-mv3');
}
