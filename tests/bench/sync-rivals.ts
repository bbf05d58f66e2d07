import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Agent } from '#tests/e2e/harness/agent.ts';
import { ROOT } from '#tests/e2e/harness/processes.ts';
import { fetchPouch } from './pouch.ts';
import { documentsOf, type BookRows } from './sync-rows.ts';

/** Milliseconds that PouchDB takes to write the documents, and to replicate them. */
export type RivalTimes = { docs: number; replicated: number };

/** One address for the pages of the rivals, the rows they store, and PouchDB's own server. */
export async function serveRivals(folder: string, rows: BookRows): Promise<{ url: string; close(): void }> {
  const pouch = fetchPouch(folder);
  const dexie = readFileSync(join(ROOT, 'node_modules/dexie/dist/modern/dexie.mjs'), 'utf8');
  const files: Record<string, [type: string, body: string]> = {
    '/': ['text/html', '<!doctype html><title>Rivals</title><script src="/pouch.js"></script>'],
    '/pouch.js': ['text/javascript', pouch.script],
    '/dexie.mjs': ['text/javascript', dexie],
    '/rows.json': ['application/json', JSON.stringify(rows)],
    '/documents.json': ['application/json', JSON.stringify(documentsOf(rows))],
  };
  const server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    if (!file) return pouch.listener(request, response);
    response.setHeader('content-type', file[0]);
    return response.end(file[1]);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** Gives PouchDB's server the people. A contact with its sender is one document: fewer are written than rows of ours. */
export async function fillPouch(url: string, rows: BookRows): Promise<void> {
  const put = async (path: string, method: string, body?: object) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/people${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`PouchDB's server answers ${answer.status}: ${await answer.text()}`);
    await answer.arrayBuffer();
  };
  await put('', 'PUT');
  const docs = documentsOf(rows);
  for (let start = 0; start < docs.length; start += 5000)
    await put('/_bulk_docs', 'POST', { docs: docs.slice(start, start + 5000) });
}

/** In the main thread of a page of its own, as the extension's worker has a thread of its own. @returns milliseconds */
export async function timeOf(agent: Agent, url: string, rival: keyof typeof RIVALS): Promise<number> {
  const page = await agent.context.newPage();
  await page.goto(url);
  return Number(await page.evaluate(`(${RIVALS[rival]})()`));
}

const RIVALS = {
  // The tables and indexes of lib/store/db.ts that such rows go to; a transaction for each five thousand.
  dexie: `async () => {
    const { Dexie } = await import('/dexie.mjs');
    const { contact, sender } = await (await fetch('/rows.json')).json();
    const db = new Dexie('rows');
    db.version(1).stores({ contacts: 'id, nameKey, createdAt', senders: '[channel+key], contactId' });
    await db.open();
    for (const row of contact) row.nameKey = row.name.toLowerCase();
    const started = performance.now();
    for (const [table, rows] of [[db.contacts, contact], [db.senders, sender]])
      for (let at = 0; at < rows.length; at += 5000) await table.bulkPut(rows.slice(at, at + 5000));
    const time = performance.now() - started;
    if (await db.contacts.count() !== contact.length) throw new Error('They are not all there.');
    return time;
  }`,
  bulkDocs: `async () => {
    const docs = await (await fetch('/documents.json')).json();
    const db = new PouchDB('people');
    await db.info();
    const started = performance.now();
    for (let at = 0; at < docs.length; at += 5000) await db.bulkDocs(docs.slice(at, at + 5000));
    const time = performance.now() - started;
    const { doc_count: count } = await db.info();
    if (count !== docs.length) throw new Error(count + ' documents are there');
    return time;
  }`,
  replicate: `async () => {
    const db = new PouchDB('people');
    const started = performance.now();
    await PouchDB.replicate(location.origin + '/people', db, { batch_size: 1000, batches_limit: 5 });
    const time = performance.now() - started;
    const { doc_count: count } = await db.info();
    const { doc_count: all } = await new PouchDB(location.origin + '/people').info();
    if (count !== all) throw new Error(count + ' documents have come of ' + all);
    return time;
  }`,
};
