import { Agent } from '#tests/e2e/harness/agent.ts';
import { signIn, startClub, type Club } from '#tests/e2e/harness/club.ts';
import { connect } from '#tests/e2e/harness/team.ts';
import { word } from '#tests/e2e/harness/words.ts';
import { median, type Measure } from './measure.ts';
import { fill } from './server-team.ts';
import { fillPouch, serveRivals, timeOf, type RivalTimes } from './sync-rivals.ts';
import { rowsOf } from './sync-rows.ts';

const COUNT = 100_000;
const RUNS = 3;

/**
 * The first sync of 100,000 contacts with a sender each, by the built extension in a real Chromium: against what
 * storing the same rows costs at least, and against PouchDB from its own server, all in the same run. Each is measured
 * in a browser of its own, so that none finds the disk busy with what the one before has left; ours and the bare store
 * by turns, so that a machine that is busy for a while is so for both.
 */
export async function syncMeasures(folder: string, say: (line: string) => void): Promise<Measure[]> {
  const club = await startClub();
  try {
    say(`Filling the team's book with ${COUNT} contacts ...`);
    await fill(club.team, 0, COUNT);
    const rows = await rowsOf(club);
    const rivals = await serveRivals(folder, rows);
    try {
      const turns: Turn[] = [];
      for (let run = 1; run <= RUNS; run += 1) {
        say(`First sync, and the same rows stored with bare Dexie, ${run} of ${RUNS} ...`);
        const ours = await inBrowser(async (agent) => firstSync(agent, club));
        turns.push({ ours, dexie: await inBrowser(async (agent) => timeOf(agent, rivals.url, 'dexie')) });
      }
      say('The same people in PouchDB: written, and replicated from its own server ...');
      const docs = await inBrowser(async (agent) => timeOf(agent, rivals.url, 'bulkDocs'));
      await fillPouch(rivals.url, rows);
      const replicated = await inBrowser(async (agent) => timeOf(agent, rivals.url, 'replicate'));
      return measures(turns, { docs, replicated });
    } finally {
      rivals.close();
    }
  } finally {
    await club.server.end();
  }
}

type Turn = { ours: number; dexie: number };

function measures(turns: Turn[], { docs, replicated }: RivalTimes): Measure[] {
  const ms = (name: string, value: number): Measure => ({ name, value, unit: 'ms', limit: null });
  const ours = median(turns.map((turn) => turn.ours));
  const ratio = median(turns.map((turn) => turn.ours / turn.dexie));
  return [
    ms('first sync of 100,000 contacts and 100,000 senders, from its first request', ours),
    ms(
      'bare Dexie: bulkPut of the same rows, nothing fetched or parsed',
      median(turns.map((turn) => turn.dexie)),
    ),
    ms('PouchDB: bulkDocs of the same people, nothing fetched or parsed', docs),
    ms('PouchDB: the same people replicated from its own server in memory', replicated),
    { name: 'ours against bare Dexie, turn by turn', value: ratio, unit: '×', limit: 1.5 },
    { name: 'ours against the bulkDocs of PouchDB', value: ours / docs, unit: '×', limit: null },
    { name: 'ours against the replication of PouchDB', value: ours / replicated, unit: '×', limit: 1 },
  ];
}

/** With a profile of its own, where nothing is yet. */
async function inBrowser(measure: (agent: Agent) => Promise<number>): Promise<number> {
  const agent = await Agent.open('en');
  try {
    return await measure(agent);
  } finally {
    await agent.close();
  }
}

/**
 * From the extension's first question for rows until its page, open all the while, says that everything is here.
 * @returns milliseconds
 */
async function firstSync(agent: Agent, { server, owner }: Club): Promise<number> {
  await signIn(agent, server.url, owner);
  const list = await agent.openOwn('contacts.html');
  await connect(agent, 'en', server.url);
  await list.locator(`[role=grid][aria-rowcount="${COUNT + 1}"]`).waitFor({ timeout: 300_000 });
  await list.getByText(word('en', 'sync_saved'), { exact: true }).first().waitFor({ timeout: 300_000 });
  const end = Date.now();
  const began = await (await agent.worker()).evaluate(FIRST_PULL);
  return end - Number(began);
}

const FIRST_PULL = `(() => {
  const first = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/pull'));
  return performance.timeOrigin + first.startTime;
})()`;
