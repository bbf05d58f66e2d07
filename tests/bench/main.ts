import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildExtension } from '#tools/build-extension.ts';
import { Family } from '#tools/family.ts';
import { findBrowser } from '#tools/find-browser.ts';
import { Agent } from '#tests/e2e/harness/agent.ts';
import { GRANTED, setStage } from '#tests/e2e/harness/stage.ts';
import { clickToKnown } from './click-to-known.ts';
import { filterMeasures } from './filter.ts';
import { firstReading } from './first-reading.ts';
import { importMeasures } from './import.ts';
import { inLargeBook, type LargeBook } from './large-book.ts';
import { listFrames, opening } from './list.ts';
import { holds, machine, type Measure } from './measure.ts';
import { pageMeasures } from './page/measures.ts';
import { popupTimes } from './popup.ts';
import { searchMeasures } from './search.ts';
import { serverMeasures } from './server.ts';
import { contentScriptSize } from './size.ts';
import { syncMeasures } from './sync.ts';
import { teachMeasures } from './teach.ts';

/**
 * `npm run bench`: what the product promises in numbers, in a real Chromium with the built extension; `-- page`: what
 * a page pays for being read, against none and against the usual library; `-- teach`: what pointing at one page comes to on the others; `-- search` and `-- filter`: the large book, against peers (`--people N`: contacts in it, 100,000 unless told); `-- import`: a file of
 * as many rows; `-- sync`: what the server takes for it (`--many N`: contacts of the large book, a million). A table, or
 * with `--json` one JSON object. Ends with 1 where a promise is not held.
 */
const GROUPS: Record<string, () => Promise<Measure[]>> = {
  product,
  search: () => large(searched),
  filter: () => large(filterMeasures),
  import: imported,
  sync: async () => [
    ...(await inBrowser()),
    ...(await serverMeasures(numberAfter('--many', 1_000_000), say)),
  ],
  page: async () => pageMeasures(await build(), folder, say),
  teach: () => teachMeasures(say),
  'sync-browser': inBrowser,
  'sync-server': () => serverMeasures(numberAfter('--many', 1_000_000), say),
};
const asJson = process.argv.includes('--json');
const say = (line: string) => void (asJson || console.log(line));

const folder = mkdtempSync(join(tmpdir(), 'carnet-bench-'));
const family = new Family();
try {
  const named = Object.keys(GROUPS).filter((name) => process.argv.includes(name));
  const measures: Measure[] = [];
  for (const name of named.length > 0 ? named : ['product'])
    measures.push(...((await GROUPS[name]?.()) ?? []));
  report(measures, machine(findBrowser(say).how));
  process.exitCode = measures.every(holds) ? 0 : 1;
} finally {
  await family.end();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function numberAfter(option: string, otherwise: number): number {
  const at = process.argv.indexOf(option);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}

/** The group `sync` without the server's part, which takes longer. */
async function inBrowser(): Promise<Measure[]> {
  await build();
  return syncMeasures(folder, say);
}

async function imported(): Promise<Measure[]> {
  await build();
  return importMeasures(numberAfter('--people', 100_000), say);
}

async function build(): Promise<string> {
  const browser = findBrowser(say);
  say('Building the extension ...');
  const extension = await buildExtension(family, { into: folder, grant: GRANTED });
  setStage({ stage: { chromium: browser.path, extension, webmail: '' } });
  return extension;
}

async function product(): Promise<Measure[]> {
  const extension = await build();
  return [contentScriptSize(extension), ...(await alone()), ...(await inTeam(searched))];
}

async function alone(): Promise<Measure[]> {
  const agent = await Agent.open('en');
  try {
    return [...(await firstReading(agent)), await clickToKnown(agent)];
  } finally {
    await agent.close();
  }
}

async function large(measure: (book: LargeBook) => Promise<Measure[]>): Promise<Measure[]> {
  await build();
  return inTeam(measure);
}

function inTeam(measure: (book: LargeBook) => Promise<Measure[]>): Promise<Measure[]> {
  return inLargeBook(numberAfter('--people', 100_000), say, async (book) => [
    {
      name: `first sync of ${book.count.toLocaleString('en')} contacts`,
      value: book.firstSync,
      unit: 'ms',
      limit: null,
    },
    ...(await measure(book)),
  ]);
}

async function searched(book: LargeBook): Promise<Measure[]> {
  const popup = await popupTimes(book.agent, book.count);
  return [
    popup.newest,
    popup.found,
    ...(await searchMeasures(book, say)),
    ...(await opening(book)),
    ...(await listFrames(book)),
  ];
}

function report(measures: Measure[], facts: Record<string, string>): void {
  if (asJson)
    return console.log(
      JSON.stringify({
        machine: facts,
        measures: measures.map((measure) => ({ ...measure, holds: holds(measure) })),
      }),
    );
  console.table(facts);
  console.table(
    measures.map((measure) => ({
      measure: measure.name,
      value: `${measure.value.toFixed(measure.unit === '×' ? 2 : 1)} ${measure.unit}`,
      limit: measure.limit === null ? '' : `${measure.limit} ${measure.unit}`,
      holds: measure.limit === null ? '' : holds(measure) ? 'yes' : 'NO',
    })),
  );
  return undefined;
}
