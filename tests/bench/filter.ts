import type { Page } from 'playwright-core';
import type { Filter } from '#lib/model/filter.ts';
import { Agent } from '#tests/e2e/harness/agent.ts';
import { TeamServer } from '#tests/e2e/harness/server.ts';
import { becomeOwner, connect } from '#tests/e2e/harness/team.ts';
import { byDexie } from './filter-rival.ts';
import { factsAt, personWithFacts, segments, THREE } from './filter-people.ts';
import { median, type Measure } from './measure.ts';
import { people } from './people.ts';
import { seed } from './seed.ts';

const PEOPLE = 100_000;
const RUNS = 7;

/**
 * Filters and counts over 100,000 contacts as the contacts page asks for them, in the built extension: with the worker
 * awake, each run with another question, and from a worker that slept; and a Dexie filter over the same people.
 */
export async function filterMeasures(say: (line: string) => void): Promise<Measure[]> {
  const server = await TeamServer.start();
  const agent = await Agent.open('en');
  try {
    const home = await becomeOwner(agent, server);
    say(`Filling the team's book with ${PEOPLE} contacts ...`);
    await seed(server.url, home, people(PEOPLE), personWithFacts);
    await home.close();
    await connect(agent, 'en', server.url);
    // The popup asks little by itself.
    const page = await agent.openOwn('popup.html');
    await pulled(page);
    say('Asking ...');
    const made = await once(page, 'count', [
      [{ groups: [[{ attribute: 'tags', is: 'known', value: null }]] }],
    ]);
    const ours = await awake(page);
    const cold = await asleep(agent, page);
    const rival = await byDexie(agent, PEOPLE, factsAt);
    expectSame(cold.totals, [rival.total, ...rival.totals]);
    return [
      measure('facts of 100,000 contacts made after the first sync, what was left of it', made.time, null),
      measure('filter of three conditions over 100,000 contacts, first 50 rows', ours.filter, 100),
      measure('counts of 20 segments over 100,000 contacts', ours.segments, 300),
      measure('the list of 100,000 sorted by another attribute, first 50 rows', ours.sorted, null),
      measure('filter of three conditions, worker asleep', cold.filter, null),
      measure('counts of 20 segments, worker asleep', cold.segments, null),
      measure('a Dexie filter over the same people, three conditions', rival.filter, null),
      measure('a Dexie filter over the same people, 20 segments at once', rival.segments, null),
      {
        name: 'our filter from a sleeping worker against Dexie',
        value: cold.filter / rival.filter,
        unit: '×',
        limit: 1,
      },
      {
        name: 'our counts from a sleeping worker against Dexie',
        value: cold.segments / rival.segments,
        unit: '×',
        limit: 1,
      },
      {
        name: 'our filter, worker awake, against Dexie',
        value: ours.filter / rival.filter,
        unit: '×',
        limit: 0.1,
      },
    ];
  } finally {
    await agent.close();
    await server.end();
  }
}

const measure = (name: string, value: number, limit: number | null): Measure => ({
  name,
  value,
  unit: 'ms',
  limit,
});

function expectSame(ours: number[], theirs: number[]): void {
  if (ours.join() !== theirs.join())
    throw new Error(`The filters disagree: ${ours.join()} of ours, ${theirs.join()} by Dexie.`);
}

type Answer<Value> = { time: number; value: Value };

/** Asks the background as a surface does. */
async function once<Value>(page: Page, call: string, args: unknown[]): Promise<Answer<Value>> {
  const answer = await page.evaluate<{ time: number; value?: Value; problem?: unknown }>(`(async () => {
    const began = performance.now();
    const answer = await chrome.runtime.sendMessage(${JSON.stringify({ to: 'book', call, args })});
    return { ...answer, time: performance.now() - began };
  })()`);
  if (answer.value === undefined) throw new Error(`${call}: ${JSON.stringify(answer.problem)}`);
  return { time: answer.time, value: answer.value };
}

const list = (page: Page, filter: Filter | undefined, sort: unknown = 'best') =>
  once<{ total: number }>(page, 'list', [
    { text: '', ...(filter ? { filter } : {}), sort, offset: 0, limit: 50 },
  ]);

/** Each run asks anew: the same question twice would be answered from memory. */
async function awake(page: Page) {
  const times = { filter: [] as number[], segments: [] as number[], sorted: [] as number[] };
  await list(page, THREE(0));
  await once(page, 'count', [segments(0)]);
  for (let run = 1; run <= RUNS; run += 1) {
    times.filter.push((await list(page, THREE(run))).time);
    times.segments.push((await once(page, 'count', [segments(run)])).time);
    times.sorted.push((await list(page, undefined, { by: 'city', descending: run % 2 === 0 })).time);
  }
  return {
    filter: median(times.filter),
    segments: median(times.segments),
    sorted: median(times.sorted),
  };
}

async function asleep(agent: Agent, page: Page) {
  const times = { filter: [] as number[], segments: [] as number[] };
  let totals: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await sleep(agent, page);
    const found = await list(page, THREE(0));
    times.filter.push(found.time);
    await sleep(agent, page);
    const counted = await once<number[]>(page, 'count', [segments(0)]);
    times.segments.push(counted.time);
    totals = [found.value.total, ...counted.value];
  }
  return { filter: median(times.filter), segments: median(times.segments), totals };
}

async function sleep(agent: Agent, page: Page): Promise<void> {
  await agent.killWorker();
  await page.waitForTimeout(500);
}

/** Until all contacts are here and the first sync is over. */
async function pulled(page: Page): Promise<void> {
  for (let tries = 0; tries < 3000; tries += 1) {
    const { value } = await once<{ contacts: number; sync: { state: string } }>(page, 'status', []);
    if (value.contacts === PEOPLE && value.sync.state === 'idle') return;
    await page.waitForTimeout(200);
  }
  throw new Error('The first sync never ended.');
}
