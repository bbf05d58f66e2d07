import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Agent } from '#tests/e2e/harness/agent.ts';
import { signIn, startClub, type Club } from '#tests/e2e/harness/club.ts';
import { ROOT } from '#tests/e2e/harness/processes.ts';
import { connect } from '#tests/e2e/harness/team.ts';
import { word } from '#tests/e2e/harness/words.ts';
import { median, type Measure } from './measure.ts';
import { fetchPouch } from './pouch.ts';
import { fillBook, rowsOf } from './sync-rows.ts';

const COUNT = 100_000;
const RUNS = 3;

/**
 * The first sync of 100,000 contacts with two senders and more each, by the built extension in a real Chromium: against
 * what storing the same rows costs at least, and against PouchDB from its own server, all in the same browser and run.
 */
export async function syncMeasures(folder: string, say: (line: string) => void): Promise<Measure[]> {
  const club = await startClub();
  const agent = await Agent.open('en');
  try {
    say(`Filling the team's book with ${COUNT} contacts ...`);
    await fillBook(club, COUNT);
    await signIn(agent, club.server.url, club.owner);
    const ours = await firstSync(agent, club);
    say('Storing the same rows with Dexie, and replicating them with PouchDB ...');
    return [...measures(ours, await rivals(agent, club, folder))];
  } finally {
    await agent.close();
    await club.server.end();
  }
}

function measures(ours: number, { dexie, pouch }: { dexie: number; pouch: number }): Measure[] {
  const ms = (name: string, value: number): Measure => ({ name, value, unit: 'ms', limit: null });
  return [
    ms('first sync of 100,000 contacts, from its first request', ours),
    ms('bare Dexie, the same rows: bulkPut, nothing fetched or parsed', dexie),
    ms('PouchDB, the same people as documents, from its own server in memory', pouch),
    { name: 'ours against bare Dexie', value: ours / dexie, unit: '×', limit: 1.5 },
    { name: 'ours against PouchDB', value: ours / pouch, unit: '×', limit: 1 },
  ];
}

/** From the extension's first question for rows until its page says that everything is here. Milliseconds. */
async function firstSync(agent: Agent, { server }: Club): Promise<number> {
  const list = await agent.openOwn('contacts.html');
  await connect(agent, 'en', server.url);
  await list.locator(`[role=grid][aria-rowcount="${COUNT + 1}"]`).waitFor({ timeout: 300_000 });
  await list.getByText(word('en', 'sync_saved'), { exact: true }).first().waitFor({ timeout: 300_000 });
  const end = Date.now();
  const began = await (await agent.worker()).evaluate(FIRST_PULL);
  await list.close();
  return end - Number(began);
}

const FIRST_PULL = `(() => {
  const first = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/pull'));
  return performance.timeOrigin + first.startTime;
})()`;

/** In the main thread of a page of its own, as the extension's worker has a thread of its own. */
async function rivals(agent: Agent, club: Club, folder: string): Promise<{ dexie: number; pouch: number }> {
  const rows = await rowsOf(club);
  const pouch = fetchPouch(folder);
  const files: Record<string, [type: string, body: string]> = {
    '/': ['text/html', '<!doctype html><title>Rivals</title><script src="/pouch.js"></script>'],
    '/pouch.js': ['text/javascript', pouch.script],
    '/dexie.mjs': [
      'text/javascript',
      readFileSync(join(ROOT, 'node_modules/dexie/dist/modern/dexie.mjs'), 'utf8'),
    ],
    '/rows.json': ['application/json', JSON.stringify(rows)],
  };
  const server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    if (!file) return pouch.listener(request, response);
    response.setHeader('content-type', file[0]);
    return response.end(file[1]);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const page = await agent.context.newPage();
  try {
    await fillPouch(url, rows);
    await page.goto(url);
    return { dexie: await bestOf(page, DEXIE), pouch: Number(await page.evaluate(`(${POUCH})()`)) };
  } finally {
    await page.close();
    server.closeAllConnections();
    server.close();
  }
}

async function bestOf(page: Page, run: string): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < RUNS; count += 1) times.push(Number(await page.evaluate(`(${run})()`)));
  return median(times);
}

/** A contact with its senders is one document: fewer are written than rows of ours. */
async function fillPouch(
  url: string,
  { contact, sender }: Awaited<ReturnType<typeof rowsOf>>,
): Promise<void> {
  const put = (path: string, method: string, body?: object) =>
    fetch(`${url}/people${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    }).then((answer) => answer.text());
  await put('', 'PUT');
  const senders = Map.groupBy(sender, ({ contactId }) => contactId);
  const docs = contact.map((row) => ({
    _id: row.id,
    ...row,
    deleted: undefined,
    senders: senders.get(row.id),
  }));
  for (let start = 0; start < docs.length; start += 5000)
    await put('/_bulk_docs', 'POST', { docs: docs.slice(start, start + 5000) });
}

// The tables and indexes of lib/store/db.ts that such rows go to; a transaction for each five thousand, as ours.
const DEXIE = `async () => {
  const { Dexie } = await import('/dexie.mjs');
  const { contact, sender } = await (await fetch('/rows.json')).json();
  const db = new Dexie('rows' + Math.random());
  db.version(1).stores({ contacts: 'id, nameKey, createdAt', senders: '[channel+key], contactId' });
  await db.open();
  for (const row of contact) row.nameKey = row.name.toLowerCase();
  const started = performance.now();
  for (const [table, rows] of [[db.contacts, contact], [db.senders, sender]])
    for (let at = 0; at < rows.length; at += 5000) await table.bulkPut(rows.slice(at, at + 5000));
  const time = performance.now() - started;
  await db.delete();
  return time;
}`;

const POUCH = `async () => {
  const db = new PouchDB('people');
  const started = performance.now();
  await PouchDB.replicate(location.origin + '/people', db, { batch_size: 1000, batches_limit: 5 });
  const time = performance.now() - started;
  const { doc_count } = await db.info();
  if (doc_count !== ${COUNT}) throw new Error(doc_count + ' documents arrived');
  return time;
}`;
