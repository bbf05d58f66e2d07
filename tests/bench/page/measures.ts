import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { SavedPage } from '#tests/e2e/harness/saved-page.ts';
import { onLoopback } from '#tests/bench/first-reading.ts';
import { median, type Measure } from '#tests/bench/measure.ts';
import { contentScriptSize } from '#tests/bench/size.ts';
import { buildInboxSdk } from './inbox-sdk.ts';
import { BURSTS, largestOf, ROWS, withRows } from './large-page.ts';
import { inBrowserWith, visit, type Visit } from './visit.ts';

const RUNS = 3;

/**
 * What a page pays for being read: until the first reading, while 10,000 rows come into it in a hundred bursts, and while
 * nothing happens; its memory and its bytes. Against the same page without any extension, and against one that is made
 * with InboxSDK, which most extensions for Gmail are.
 */
export async function pageMeasures(
  extension: string,
  folder: string,
  say: (line: string) => void,
): Promise<Measure[]> {
  const gmail = largestOf('gmail');
  const roundcube = largestOf('roundcube');
  const pages = [gmail, withRows(gmail, ROWS), { ...roundcube, url: onLoopback(roundcube.url) }];
  const sdk = await buildInboxSdk(folder);
  say('Opening pages with Carnet, with nothing, and with InboxSDK ...');
  const carnet = await visits(extension, pages, say);
  const nothing = await visits(null, [gmail], say);
  const peer = await visits(sdk.folder, [gmail], say);
  if (peer.some((runs) => runs.some(({ isRead }) => isRead))) say('InboxSDK read the saved page.');
  else
    say('InboxSDK waits for scripts of Gmail itself, and reads no saved page: what it costs is the least.');
  return [
    ...pages.flatMap((page, index) => ownMeasures(page, carnet[index] ?? [], index)),
    ...against('Carnet', carnet[0] ?? [], nothing[0] ?? []),
    ...against('InboxSDK', peer[0] ?? [], nothing[0] ?? []),
    contentScriptSize(extension),
    { name: 'the recipe of Gmail, gzipped', value: recipeSize(extension, 'gmail'), unit: 'kB', limit: null },
    { name: 'InboxSDK: its scripts, gzipped', value: sdk.kilobytes, unit: 'kB', limit: null },
  ];
}

/** Each page visited several times; the first visit, in which the browser gets ready, is left out. */
async function visits(
  extension: string | null,
  pages: SavedPage[],
  say: (line: string) => void,
): Promise<Visit[][]> {
  return await inBrowserWith(extension, async (context) => {
    const all: Visit[][] = [];
    for (const page of pages) {
      const runs: Visit[] = [];
      for (let run = 0; run <= RUNS; run += 1) runs.push(await visit(context, page));
      say(`${page.file}: ${runs.length} visits`);
      all.push(runs.slice(1));
    }
    return all;
  });
}

function ownMeasures({ file, bytes }: SavedPage, runs: Visit[], index: number): Measure[] {
  const name = `${file}, ${Math.round(bytes / 1000)} kB${index === 1 ? `, ${ROWS} rows` : ''}`;
  const own = (of: (visit: Visit) => number) => median(runs.map(of));
  const perBurst = ({ own: { bursts } }: Visit) => bursts.reduce((all, one) => all + one, 0) / BURSTS;
  return [
    { name: `to the first reading (${name})`, value: own((run) => run.own.reading), unit: 'ms', limit: 10 },
    {
      name: `from there until chip, sidebar and marks stand (${name})`,
      value: own((run) => run.own.showing),
      unit: 'ms',
      limit: null,
    },
    { name: `for each burst of ${ROWS / BURSTS} rows (${name})`, value: own(perBurst), unit: 'ms', limit: 2 },
    {
      name: `longest at once meanwhile (${name})`,
      value: own(({ own: { bursts } }) => Math.max(0, ...bursts)),
      unit: 'ms',
      limit: null,
    },
    { name: `while nothing changes (${name})`, value: own((run) => run.own.idle), unit: 'ms', limit: 0 },
  ];
}

/** What a page takes more with an extension than without. */
function against(who: string, runs: Visit[], without: Visit[]): Measure[] {
  const more = (of: (visit: Visit) => number) => median(runs.map(of)) - median(without.map(of));
  return [
    {
      name: `${who}: opening the page, more than without`,
      value: more((run) => run.opening),
      unit: 'ms',
      limit: null,
    },
    {
      name: `${who}: ${ROWS} rows appended, more than without`,
      value: more((run) => run.appending),
      unit: 'ms',
      limit: null,
    },
    { name: `${who}: memory, more than without`, value: more((run) => run.heap), unit: 'MB', limit: null },
  ];
}

function recipeSize(extension: string, id: string): number {
  return gzipSync(readFileSync(join(extension, `recipes/${id}.json`)), { level: 9 }).length / 1000;
}
