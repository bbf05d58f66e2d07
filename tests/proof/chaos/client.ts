import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getMeta } from '#lib/store/meta.ts';
import { Refusal } from '#lib/store/refusal.ts';
import { isTransient, SyncError } from '#lib/sync/sync-error.ts';
import { Device } from '#tests/server/sync/replica.ts';
import { nextDeed, type View } from './deeds.ts';
import { bringBack, keepIndexedDb } from './kept-indexeddb.ts';
import type { Entry, Orders, Replica, Said, Told } from './orders.ts';
import { Random } from './random.ts';

/**
 * One browser's worker in a process of its own: the product's own store and sync over an IndexedDB that outlives it.
 * It works, syncs, sometimes twice at once, and dies by SIGKILL at a read, a write or a request drawn beforehand.
 */
const orders = JSON.parse(process.env.CARNET_CHAOS ?? '{}') as Orders;
const random = new Random(`${orders.seed}/${orders.name}/life ${orders.life}`);
const place = (name: string) => join(orders.folder, `${orders.name}.${name}`);
const say = (said: Said) => process.send?.(said);
const write = (entry: Entry) => appendFileSync(place('issued'), `${JSON.stringify(entry)}\n`);

const calm = { is: orders.calm };
/** At which read, write or request it dies; those of its start count too. */
let left = 5 + Math.floor(random.next() ** 2 * 3000);
const step = (): void => {
  left -= 1;
  if (left <= 0 && !calm.is) process.kill(process.pid, 'SIGKILL');
};

const person = { userId: orders.userId, token: orders.token, name: '', email: '', password: '', cookie: '' };
const device = new Device(orders.url, orders.workspace, person, orders.name);
device.fetch = (...asked) => {
  step();
  return fetch(...asked).finally(step);
};

async function start(): Promise<void> {
  keepIndexedDb(place('indexeddb'));
  device.db = device.open();
  await device.db.open();
  await bringBack(device.db.backendDB(), place('indexeddb'));
  device.db.close();
  device.db = device.open(step);
  await device.begin();
  let told = Promise.resolve();
  process.on('message', (message: Told) => {
    told = told.then(() => obey(message)).catch(fault);
  });
  process.on('disconnect', () => process.exit());
  say({ t: 'ready' });
  while (!calm.is) await live().catch(fault);
}

function fault(error: unknown): void {
  say({ t: 'fault', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

async function live(): Promise<void> {
  if (random.chance(0.3)) await sync(random.chance(0.15));
  else await act();
  await sleep(random.between(0, 25));
}

async function act(): Promise<void> {
  const deed = nextDeed(random, await view());
  if (!deed) return;
  const { change, ...about } = deed;
  const n = `${orders.life}.${random.below(2 ** 31)}`;
  if (change.name === 'conflict.resolve')
    write({ n, state: 'seen', conflict: await device.db.conflicts.get(change.args.id) });
  write({ n, state: 'meant', name: change.name, ...about });
  try {
    await device.do(change);
    write({ n, state: 'done' });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    write({ n, state: 'refused', why: error.reason });
  }
}

/** As a surface would read it; a name that is drawn by its place stands at the same place in every life. */
async function view(): Promise<View> {
  const { db } = device;
  const [contacts, senders, records, conflicts] = await Promise.all([
    db.contacts.toArray(),
    db.senders.toArray(),
    db.records.toArray(),
    db.conflicts.toArray(),
  ]);
  return { contacts, senders, records, conflicts };
}

/** @param twice by two instances of the worker at once, as browsers have been seen to do */
async function sync(twice: boolean): Promise<void> {
  device.now = Date.now();
  const other = twice ? device.open(step) : null;
  const rounds = [device.round(), ...(other ? [device.round(other)] : [])];
  const ends = await Promise.allSettled(rounds);
  other?.close();
  for (const end of ends) if (end.status === 'rejected') onlyTheLine(end.reason);
}

function onlyTheLine(error: unknown): void {
  if (error instanceof SyncError && isTransient(error.reason)) return;
  throw error;
}

async function obey(told: Told): Promise<void> {
  calm.is = true;
  if (told.t === 'sync') {
    await sync(false);
    say({ t: 'synced', unsent: await device.db.outbox.count() });
  }
  if (told.t === 'show') say({ t: 'shown', replica: await show() });
}

/** What is this replica's alone: what waits, what lies beneath it, and how lines and facts are packed. */
const OWN = new Set([
  'outbox',
  'serverRows',
  'searchParts',
  'searchSignatures',
  'factColumns',
  'meta',
  'conflicts',
]);

async function show(): Promise<Replica> {
  const { db } = device;
  const { unpacked, wrongFacts, lines, counted } = await device.see();
  const tables = db.tables.filter(({ name }) => !OWN.has(name));
  const rows = await Promise.all(
    tables.map(async (table) => [
      table.name,
      (await table.toArray()).map((row: object) => ('block' in row ? { ...row, block: 0 } : row)),
    ]),
  );
  return {
    shared: Object.fromEntries(rows) as Record<string, unknown[]>,
    conflicts: await device.conflicts(),
    unpacked,
    wrongFacts,
    lines,
    counted,
    outbox: await db.outbox.count(),
    serverRows: await db.serverRows.count(),
    client: await getMeta(db, 'client'),
  };
}

await start();
