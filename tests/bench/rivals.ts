import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Agent } from '#tests/e2e/harness/agent.ts';
import { ROOT } from '#tests/e2e/harness/processes.ts';
import { median } from './measure.ts';
import { people, sought } from './people.ts';

const RUNS = 3;

/** Somebody else's way to search the same people: what it imports, how it is made ready and how it is asked. */
type Rival = {
  name: string;
  file: string | null;
  ready: string;
  /** An expression of `text`: the first twenty it finds, waited for. */
  find: string;
  /** What is searched for at first; a peer that knows whole words alone gets one. */
  knows: 'text' | 'word';
};

/** The library's door to IndexedDB for all of them, so that they differ in search alone. */
const DEXIE = 'node_modules/dexie/dist/modern/dexie.mjs';
const WORDS = `({ name, email, phone, login }) => [name, email, phone, login].join(' ')`;

const RIVALS: Rival[] = [
  {
    name: 'a Dexie filter',
    file: null,
    ready: '',
    find: `db.people.filter((person) => words(person).toLowerCase().includes(text)).limit(20).toArray()`,
    knows: 'text',
  },
  {
    name: 'MiniSearch',
    file: 'node_modules/minisearch/dist/es/index.js',
    ready: `const index = new library.default({ fields: ['name', 'email', 'phone', 'login'] });
      index.addAll(await db.people.toArray());`,
    find: `index.search(text, { prefix: true }).slice(0, 20)`,
    knows: 'word',
  },
  {
    name: 'FlexSearch',
    file: 'node_modules/flexsearch/dist/flexsearch.bundle.module.min.mjs',
    ready: `const index = new library.Index({ tokenize: 'full' });
      await db.people.each((person) => index.add(person.id, words(person)));`,
    find: `index.search(text, { limit: 12 })`,
    knows: 'word',
  },
  {
    name: 'Fuse.js',
    file: 'node_modules/fuse.js/dist/fuse.min.mjs',
    ready: `const index = new library.default(await db.people.toArray(), {
        keys: ['name', 'email', 'phone', 'login'], threshold: 0, ignoreLocation: true });`,
    find: `index.search(text, { limit: 12 })`,
    knows: 'text',
  },
  {
    name: 'uFuzzy',
    file: 'node_modules/@leeoniya/ufuzzy/dist/uFuzzy.mjs',
    ready: `const fuzzy = new library.default();
      const lines = (await db.people.toArray()).map(words);`,
    find: `fuzzy.search(lines, text)[0] ?? []`,
    knows: 'text',
  },
];

export type RivalTimes = {
  name: string;
  /** Milliseconds from a worker that starts to its first result. */
  cold: number;
  /** Milliseconds of each keystroke. */
  keys: number[];
};

/** The same people searched by the peers, in the same browser, from IndexedDB, each in a worker of its own. */
export async function rivalTimes(
  agent: Agent,
  count: number,
  typed: readonly string[],
  say: (line: string) => void,
): Promise<RivalTimes[]> {
  const server = await serve(count);
  const page = await agent.context.newPage();
  const times: RivalTimes[] = [];
  try {
    await page.goto(server.url);
    await page.evaluate(FILL);
    for (const [at, { name, knows }] of RIVALS.entries()) {
      say(`${name} ...`);
      const cold: number[] = [];
      let keys: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        const typing = run === 0 ? typed : [];
        const found = await page.evaluate<{ cold: number; keys: number[] }>(
          ASK(at, sought(count)[knows], typing),
        );
        cold.push(found.cold);
        if (run === 0) ({ keys } = found);
      }
      times.push({ name, cold: median(cold), keys });
    }
    return times;
  } finally {
    await page.close();
    server.close();
  }
}

const OPEN = `import { Dexie } from '/dexie.mjs';
  const db = new Dexie('rivals');
  db.version(1).stores({ people: '++id' });`;

const FILL = `(async () => {
  const { Dexie } = await import('/dexie.mjs');
  const db = new Dexie('rivals');
  db.version(1).stores({ people: '++id' });
  await db.people.bulkAdd(await (await fetch('/people.json')).json());
})()`;

/** A worker that makes itself ready for the first text, and answers each with the time that it took. */
const worker = ({ file, ready, find }: Rival) => `${OPEN}
  ${file ? `import * as library from '/library.mjs?${file}';` : ''}
  const words = ${WORDS};
  ${ready}
  const search = async (text) => (await (${find})).length;
  self.onmessage = async ({ data: text }) => {
    const began = performance.now();
    const found = await search(text);
    self.postMessage({ found, time: performance.now() - began });
  };
  self.postMessage({ found: -1, time: 0 });`;

/** From the start of the worker, as the page sees it, to its first result; then every keystroke. */
const ASK = (rival: number, text: string, typed: readonly string[]) => `(async () => {
  const began = performance.now();
  const worker = new Worker('/worker.mjs?${rival}', { type: 'module' });
  const answer = () => new Promise((done, fail) => {
    worker.onmessage = ({ data }) => done(data);
    worker.onerror = ({ message }) => fail(new Error(message));
  });
  const ask = (text) => { const answered = answer(); worker.postMessage(text); return answered; };
  await answer();
  const { found } = await ask(${JSON.stringify(text)});
  if (found === 0) throw new Error('nobody found');
  const cold = performance.now() - began;
  const keys = [];
  for (const text of ${JSON.stringify(typed)})
    for (let end = 1; end <= text.length; end += 1)
      keys.push((await ask(text.slice(0, end).toLowerCase())).time);
  worker.terminate();
  return { cold, keys };
})()`;

async function serve(count: number): Promise<{ url: string; close(): void }> {
  const json = JSON.stringify(people(count));
  const server = createServer(({ url = '/' }, response) => {
    const [path = '/', query = ''] = url.split('?');
    const type =
      path === '/people.json' ? 'application/json' : path.endsWith('.mjs') ? 'text/javascript' : 'text/html';
    response.setHeader('content-type', type);
    response.end(path === '/people.json' ? json : textAt(path, query));
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

function textAt(path: string, query: string): string {
  const rival = RIVALS[Number(query)];
  if (path === '/worker.mjs' && rival) return worker(rival);
  if (path === '/dexie.mjs') return readFileSync(join(ROOT, DEXIE), 'utf8');
  if (path === '/library.mjs') return readFileSync(join(ROOT, query), 'utf8');
  return '<!doctype html><title>Rivals</title>';
}
