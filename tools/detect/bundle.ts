import { resolve } from 'node:path';
import { rolldown } from 'rolldown';

const root = resolve(import.meta.dirname, '../..');

/**
 * A module of this repository and all it needs as one script, which leaves its exports on `globalThis.carnet`.
 * For pages that are opened to be read: what runs in them is what the extension runs.
 * @param module a path from the repository's root
 */
export async function bundle(module: string): Promise<string> {
  const build = await rolldown({
    input: resolve(root, module),
    cwd: root,
    platform: 'browser',
    logLevel: 'silent',
    resolve: { alias: { '#lib': resolve(root, 'lib') } },
  });
  try {
    const { output } = await build.generate({ format: 'iife', name: 'carnet', minify: false });
    return output[0].code.replace(/^var carnet\b/u, 'globalThis.carnet');
  } finally {
    await build.close();
  }
}
