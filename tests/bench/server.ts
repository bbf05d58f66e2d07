import { randomUUID } from 'node:crypto';
import { createAuth } from '#server/auth/auth.ts';
import { migrate } from '#server/db/migrate.ts';
import { openDatabase } from '#server/db/open.ts';
import { Cluster } from '#tests/server/engines/cluster.ts';
import { findPrograms } from '#tests/server/engines/debian.ts';
import { partitionByWorkspace } from '#tests/server/engines/partition.ts';
import { Client, create } from '#tests/server/client.ts';
import type { Team } from '#tests/server/team.ts';
import { median, type Measure } from './measure.ts';
import { copyBook } from './server-copies.ts';
import { addWorkspaces, fill, makeDatabase, openPlace, pullRaw, type Place } from './server-team.ts';

/** What a first pull brings, in pages as the extension asks for them. */
const BOOK = 100_000;
const PAGE = 10_000;
const FEW = 1000;
const TURNS = 5;
/** Milliseconds that pushes are counted for. */
const SPELL = 8000;

/**
 * The server's part of `npm run bench -- sync`: a pull with nothing new, one change among a thousand and among `many`
 * contacts, a whole book, pushes a second, memory; on each database that it runs on, in processes of its own.
 * @param many contacts of the large book
 */
export async function serverMeasures(many: number, say: (line: string) => void): Promise<Measure[]> {
  const cluster = await Cluster.start(findPrograms(say), { fsync: true });
  try {
    await cluster.bounce();
    return [
      ...(await onEngine('SQLite', () => openPlace(null, 1), many, say)),
      ...(await onEngine(
        'PostgreSQL, 2 processes',
        async () => openPlace(await makeDatabase(cluster, 'bench'), 2),
        many,
        say,
      )),
      ...(await onEngine('partitioned, pgbouncer', () => openPartitioned(cluster), null, say)),
    ];
  } finally {
    await cluster.stop();
  }
}

async function openPartitioned(cluster: Cluster): Promise<Place> {
  const url = await makeDatabase(cluster, 'parts');
  const database = openDatabase({ dataDir: '', databaseUrl: url, connections: 4 });
  const settings = { url: 'http://127.0.0.1', secret: randomUUID(), invitationDays: 7 };
  await migrate(database, createAuth(database, settings, () => {}).tables);
  await partitionByWorkspace(database.db);
  await database.close();
  return openPlace(cluster.url('parts', 'bounced'), 2);
}

/** @param many null: only how fast it takes pushes */
async function onEngine(
  engine: string,
  open: () => Promise<Place>,
  many: number | null,
  say: (line: string) => void,
): Promise<Measure[]> {
  say(`The server on ${engine} ...`);
  const place = await open();
  try {
    const before = await place.spent();
    const pushes = await pushRates(place);
    const books = many === null ? [] : await bookTimes(place, many, say);
    const after = await place.spent();
    const all: Measure[] = [
      ...pushes,
      ...books,
      { name: 'memory of a process at rest', value: before.memory, unit: 'MB', limit: null },
      { name: 'memory of a process afterwards', value: after.memory, unit: 'MB', limit: null },
    ];
    return all.map((measure) => ({ ...measure, name: `${engine}: ${measure.name}` }));
  } finally {
    await place.close();
  }
}

/** One change a push, eight devices at once: all in one workspace, and spread over fifty. */
async function pushRates(place: Place): Promise<Measure[]> {
  const many = await addWorkspaces(place, 50);
  const [first = place.team] = many;
  const rates: Measure[] = [];
  for (const [name, teams] of [
    ['one workspace', [first]],
    ['50 workspaces', many],
  ] as const) {
    const until = performance.now() + SPELL;
    let count = 0;
    await Promise.all(
      Array.from({ length: 8 }, async (_, at) => {
        const clients = teams.filter((__, index) => index % 8 === at || teams.length === 1);
        const devices = clients.map((one) => new Client(one, one.owner));
        for (let turn = 0; performance.now() < until; turn += 1) {
          await devices[turn % devices.length]?.push(create(`Rate ${randomUUID()}`));
          count += 1;
        }
      }),
    );
    rates.push({ name: `pushes in ${name}`, value: (count * 1000) / SPELL, unit: '/s', limit: null });
  }
  return rates;
}

/** In two workspaces of their own: one with a thousand contacts, one with a whole book that grows to very many. */
async function bookTimes(place: Place, many: number, say: (line: string) => void): Promise<Measure[]> {
  const [few, book] = await addWorkspaces(place, 2);
  if (!few || !book) throw new Error('There are no workspaces.');
  await fill(few, 0, FEW);
  const idle = await idlePull(few);
  say(`  filling it to ${BOOK} ...`);
  await fill(book, 0, BOOK);
  const whole = await wholeBook(book, place);
  say(`  filling it to ${many} ...`);
  await copyBook(place.database, book.workspace, Math.round(many / BOOK) - 1);
  // By turns, in the same warm processes, so that size alone is what differs; the first turn is for warming.
  const turns: { small: number; large: number }[] = [];
  for (let turn = 0; turn <= TURNS; turn += 1)
    turns.push({ small: await oneChange(few), large: await oneChange(book) });
  const small = median(turns.slice(1).map((turn) => turn.small));
  const large = median(turns.slice(1).map((turn) => turn.large));
  const thousand = many.toLocaleString('en');
  return [
    { name: 'a pull with nothing new', value: idle, unit: 'ms', limit: null },
    { name: '100,000 contacts and their senders pulled', value: whole.ms, unit: 'ms', limit: null },
    { name: 'the same, in time of a processor', value: whole.processor, unit: 'ms', limit: null },
    { name: 'the same, on the wire', value: whole.bytes / 1e3, unit: 'kB', limit: null },
    { name: 'one change among 1,000 pushed and pulled', value: small, unit: 'ms', limit: null },
    { name: `among ${thousand}`, value: large, unit: 'ms', limit: null },
    { name: `among ${thousand}, against 1,000`, value: large / small, unit: '×', limit: 2 },
  ];
}

async function idlePull(team: Team): Promise<number> {
  const clientId = randomUUID();
  const { page } = await pullRaw(team, clientId, null, 10_000);
  const times: number[] = [];
  for (let run = 0; run < 100; run += 1)
    times.push((await pullRaw(team, clientId, page.cursor ?? null, PAGE)).ms);
  return median(times);
}

/** From a device's push until another one, which is up to date, has the row. */
async function oneChange(team: Team): Promise<number> {
  const [mine, clientId] = [new Client(team, team.owner), randomUUID()];
  const { head, epoch } = (await pullRaw(team, clientId, null, 1)).page;
  let cursor = { v: head, epoch };
  const times: number[] = [];
  for (let run = 0; run < 40; run += 1) {
    const change = create(`One ${randomUUID()}`, `${randomUUID()}@one.example`);
    const began = performance.now();
    await mine.push(change);
    const { page } = await pullRaw(team, clientId, cursor, PAGE);
    times.push(performance.now() - began);
    if (page.rows.contact[0]?.id !== change.args.id || !page.cursor) throw new Error('It has not come.');
    cursor = page.cursor;
  }
  return median(times);
}

/** `processor`: what the server's processes have used, which a busy machine lengthens less. Without PostgreSQL's own. */
async function wholeBook(team: Team, place: Place): Promise<Book & { processor: number }> {
  const before = await place.spent();
  const runs = [await pullBook(team), await pullBook(team), await pullBook(team)];
  const { processor } = await place.spent();
  return {
    ms: median(runs.map(({ ms }) => ms)),
    bytes: runs[0]?.bytes ?? 0,
    processor: (processor - before.processor) / runs.length,
  };
}

type Book = { ms: number; bytes: number };

async function pullBook(team: Team): Promise<Book> {
  const clientId = randomUUID();
  const sum = { ms: 0, bytes: 0, contacts: 0 };
  for (let at: Parameters<typeof pullRaw>[2] = null; ;) {
    const { ms, bytes, page } = await pullRaw(team, clientId, at, PAGE);
    sum.ms += ms;
    sum.bytes += bytes;
    sum.contacts += page.rows.contact.length;
    if (page.next === undefined) break;
    at = page.next;
  }
  if (sum.contacts < BOOK) throw new Error(`${sum.contacts} contacts have come.`);
  return sum;
}
