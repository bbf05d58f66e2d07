import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Agent } from '#tests/e2e/harness/agent.ts';
import { ROOT } from '#tests/e2e/harness/processes.ts';
import { segments, THREE } from './filter-people.ts';
import { median } from './measure.ts';

const RUNS = 3;

const OPEN = `
  const { Dexie } = await import('/dexie.mjs');
  const db = new Dexie('rival');
  db.version(1).stores({ people: '++id' });`;
const FILL = `(async () => {${OPEN} await db.people.bulkAdd(await (await fetch('/people.json')).json()); })()`;

// What anybody would write: the conditions as functions over each record. \`notes\` and channels are the same for all.
const TESTS = `
  const one = ({ attribute, is, value }) => (person) => {
    const has = person[attribute];
    const texts = has === undefined ? [] : [has].flat();
    const day = (text) => new Date(text).getTime();
    switch (is) {
      case 'any-of': return texts.some((text) => value.includes(text));
      case 'is': return texts.includes(value);
      case 'is-not': return !texts.includes(value);
      case 'contains': return texts.some((text) => text.toLowerCase().includes(value));
      case 'after': return texts.some((text) => day(text) >= day(value + 'T00:00:00') + 24 * 3600e3);
      case 'before': return texts.some((text) => day(text) < day(value + 'T00:00:00'));
      case 'known': return texts.length > 0;
      case 'unknown': return texts.length === 0;
      default: throw new Error(is);
    }
  };
  const ready = ({ groups }) => {
    const tests = groups.map((group) => group.map(one));
    return (person) => tests.some((group) => group.every((test) => test(person)));
  };`;

const FILTER = (filter: unknown) => `(async () => {${OPEN}${TESTS}
  const began = performance.now();
  const total = (await db.people.filter(ready(${JSON.stringify(filter)})).toArray()).length;
  return [performance.now() - began, [total]];
})()`;
const COUNTS = (filters: unknown) => `(async () => {${OPEN}${TESTS}
  const began = performance.now();
  const tests = ${JSON.stringify(filters)}.map(ready);
  const totals = tests.map(() => 0);
  await db.people.each((person) => tests.forEach((test, at) => (totals[at] += test(person) ? 1 : 0)));
  return [performance.now() - began, totals];
})()`;

/** The same questions answered by a Dexie filter over records, in the same browser. */
export async function byDexie(agent: Agent, count: number, factsAt: (index: number) => object) {
  const people = JSON.stringify(
    Array.from({ length: count }, (_, index) => {
      const { email, ...facts } = factsAt(index) as { email: string };
      return { ...facts, emails: [email], channels: ['email', 'phone', 'allegro'] };
    }),
  );
  const server = await serve(people);
  const { url } = server;
  const page = await agent.context.newPage();
  try {
    await page.goto(url);
    await page.evaluate(FILL);
    const filter = await timed(page, url, FILTER(THREE(0)));
    const counted = await timed(page, url, COUNTS(segments(0)));
    return {
      filter: filter.time,
      segments: counted.time,
      total: filter.totals[0] ?? 0,
      totals: counted.totals,
    };
  } finally {
    await page.close();
    server.close();
  }
}

async function timed(page: Page, url: string, run: string): Promise<{ time: number; totals: number[] }> {
  const times: number[] = [];
  let totals: number[] = [];
  for (let count = 0; count < RUNS; count += 1) {
    await page.goto(url);
    const [time, found] = await page.evaluate<[number, number[]]>(run);
    times.push(time);
    totals = found;
  }
  return { time: median(times), totals };
}

async function serve(people: string): Promise<{ url: string; close(): void }> {
  const server = createServer(({ url }, response) => {
    const type =
      url === '/dexie.mjs' ? 'text/javascript' : url === '/people.json' ? 'application/json' : 'text/html';
    response.setHeader('content-type', type);
    if (url === '/dexie.mjs')
      response.end(readFileSync(join(ROOT, 'node_modules/dexie/dist/modern/dexie.mjs')));
    else response.end(url === '/people.json' ? people : '<!doctype html><title>Rival</title>');
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}
