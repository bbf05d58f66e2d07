import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Agent } from '#tests/e2e/harness/agent.ts';
import { ROOT } from '#tests/e2e/harness/processes.ts';
import { median, type Measure } from './measure.ts';
import { people, SOUGHT } from './people.ts';

const RUNS = 3;
const FILES: Record<string, string> = {
  '/dexie.mjs': 'node_modules/dexie/dist/modern/dexie.mjs',
  '/minisearch.mjs': 'node_modules/minisearch/dist/es/index.js',
};

const FILL = `async () => {
  const { Dexie } = await import('/dexie.mjs');
  const db = new Dexie('rivals');
  db.version(1).stores({ people: '++id' });
  await db.people.bulkAdd(await (await fetch('/people.json')).json());
}`;

const DEXIE = `async (text) => {
  const { Dexie } = await import('/dexie.mjs');
  const db = new Dexie('rivals');
  db.version(1).stores({ people: '++id' });
  const started = performance.now();
  const first = await db.people.filter(({ name, email, phone, login }) => (name + ' ' + email + ' ' + phone + ' ' + login).toLowerCase().includes(text)).first();
  if (!first) throw new Error('nobody found');
  return performance.now() - started;
}`;

// Its own words are whole ones: a middle piece of an address is found by prefix of what it splits it into.
const MINISEARCH = `async (text) => {
  const { Dexie } = await import('/dexie.mjs');
  const { default: MiniSearch } = await import('/minisearch.mjs');
  const db = new Dexie('rivals');
  db.version(1).stores({ people: '++id' });
  const started = performance.now();
  const index = new MiniSearch({ fields: ['name', 'email', 'phone', 'login'] });
  index.addAll(await db.people.toArray());
  if (index.search(text, { prefix: true }).length === 0) throw new Error('nobody found');
  return performance.now() - started;
}`;

/** The same people searched by a Dexie filter over records and by MiniSearch, from cold, in the same browser. */
export async function rivals(agent: Agent, ours: Measure): Promise<Measure[]> {
  const stop = await serve();
  const page = await agent.context.newPage();
  try {
    await page.goto(stop.url);
    await page.evaluate(`(${FILL})()`);
    const dexie = await timed(page, stop.url, DEXIE, SOUGHT.text);
    const minisearch = await timed(page, stop.url, MINISEARCH, '076543');
    return [
      { name: 'a Dexie filter over the same people, first match', value: dexie, unit: 'ms', limit: null },
      { name: 'MiniSearch over the same people, first match', value: minisearch, unit: 'ms', limit: null },
      { name: 'ours against the Dexie filter', value: ours.value / dexie, unit: '×', limit: 1 },
      { name: 'ours against MiniSearch', value: ours.value / minisearch, unit: '×', limit: 1 },
    ];
  } finally {
    await page.close();
    stop.close();
  }
}

async function timed(page: Page, url: string, run: string, text: string): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < RUNS; count += 1) {
    await page.goto(url);
    times.push(Number(await page.evaluate(`(${run})(${JSON.stringify(text)})`)));
  }
  return median(times);
}

async function serve(): Promise<{ url: string; close(): void }> {
  const json = JSON.stringify(people(100_000));
  const server = createServer(({ url = '/' }, response) => {
    const file = FILES[url];
    const type = file ? 'text/javascript' : url === '/people.json' ? 'application/json' : 'text/html';
    response.setHeader('content-type', type);
    response.end(
      file
        ? readFileSync(join(ROOT, file))
        : url === '/people.json'
          ? json
          : '<!doctype html><title>Rivals</title>',
    );
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}
