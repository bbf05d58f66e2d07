import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Measure } from './measure.ts';

/** What every page of an enabled site has to load. */
export function contentScriptSize(extension: string): Measure {
  const script = readFileSync(join(extension, 'content-scripts/requester.js'));
  return {
    name: 'content script, gzipped',
    value: gzipSync(script, { level: 9 }).length / 1000,
    unit: 'kB',
    limit: 25,
  };
}
