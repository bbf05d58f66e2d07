import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildExtension } from '#tools/build-extension.ts';
import { Family } from '#tools/family.ts';
import { findBrowser } from '#tools/find-browser.ts';
import { Agent } from '#tests/e2e/harness/agent.ts';
import { TeamServer } from '#tests/e2e/harness/server.ts';
import { GRANTED, setStage } from '#tests/e2e/harness/stage.ts';
import { becomeOwner, connect } from '#tests/e2e/harness/team.ts';
import { word } from '#tests/e2e/harness/words.ts';
import { clickToKnown } from './click-to-known.ts';
import { filterMeasures } from './filter.ts';
import { firstReading } from './first-reading.ts';
import { listFrames } from './list.ts';
import { holds, machine, type Measure } from './measure.ts';
import { people } from './people.ts';
import { popupTimes } from './popup.ts';
import { rivals } from './rivals.ts';
import { seed } from './seed.ts';
import { serverMeasures } from './server.ts';
import { contentScriptSize } from './size.ts';
import { syncMeasures } from './sync.ts';

/**
 * `npm run bench`: what the product promises in numbers, in a real Chromium with the built extension; `npm run bench --
 * sync`: what the server takes for it (`--many N`: contacts of the large book, a million). A table, or with `--json`
 * one JSON object. Ends with 1 where a promise is not held.
 */
const GROUPS: Record<string, () => Promise<Measure[]>> = {
  product,
  sync: async () => [...(await inBrowser()), ...(await serverMeasures(many(), say))],
  'sync-browser': inBrowser,
  filter: async () => {
    await build();
    return filterMeasures(say);
  },
  'sync-server': () => serverMeasures(many(), say),
};
const PEOPLE = 100_000;
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

function many(): number {
  const at = process.argv.indexOf('--many');
  return at < 0 ? 1_000_000 : Number(process.argv[at + 1]);
}

/** The group `sync` without the server's part, which takes longer. */
async function inBrowser(): Promise<Measure[]> {
  await build();
  return syncMeasures(folder, say);
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
  return [contentScriptSize(extension), ...(await alone()), ...(await inTeam())];
}

async function alone(): Promise<Measure[]> {
  const agent = await Agent.open('en');
  try {
    return [await firstReading(agent), await clickToKnown(agent)];
  } finally {
    await agent.close();
  }
}

async function inTeam(): Promise<Measure[]> {
  const server = await TeamServer.start();
  const agent = await Agent.open('en');
  try {
    const home = await becomeOwner(agent, server);
    say(`Filling the team's book with ${PEOPLE} contacts ...`);
    await seed(server.url, home, people(PEOPLE));
    await home.close();
    const started = performance.now();
    await connect(agent, 'en', server.url);
    await pulled(agent);
    const firstSync: Measure = {
      name: 'first sync of 100,000 contacts',
      value: performance.now() - started,
      unit: 'ms',
      limit: null,
    };
    const popup = await popupTimes(agent);
    return [
      firstSync,
      popup.newest,
      popup.found,
      ...(await rivals(agent, popup.found)),
      ...(await listFrames(agent)),
    ];
  } finally {
    await agent.close();
    await server.end();
  }
}

/** Until the list holds everybody, senders and all; the page says itself when the first sync is over. */
async function pulled(agent: Agent): Promise<void> {
  const page = await agent.openOwn('contacts.html');
  await page.locator(`[role=grid][aria-rowcount="${PEOPLE + 1}"]`).waitFor({ timeout: 300_000 });
  await page.getByText(word('en', 'sync_saved'), { exact: true }).first().waitFor({ timeout: 300_000 });
  await page.close();
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
