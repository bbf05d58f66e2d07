import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Measure } from './measure.ts';

/** What every page of an enabled site has to load. */
export function contentScriptSize(extension: string): Measure {
  const sizes = ['requester.js', 'display.js'].map(
    (file) => gzipSync(readFileSync(join(extension, file)), { level: 9 }).length,
  );
  return {
    name: 'content scripts, gzipped',
    value: sizes.reduce((all, one) => all + one, 0) / 1000,
    unit: 'kB',
    limit: 25,
  };
}
