import type { Page } from 'playwright-core';
import { Agent } from '#tests/e2e/harness/agent.ts';
import { TeamServer } from '#tests/e2e/harness/server.ts';
import { becomeOwner, connect } from '#tests/e2e/harness/team.ts';
import { personWithFacts } from './filter-people.ts';
import { people } from './people.ts';
import { seed } from './seed.ts';

export type Answer<Value> = { time: number; value: Value };

/** A browser whose extension holds the book of a large team. */
export type LargeBook = {
  agent: Agent;
  count: number;
  /** Milliseconds that the first sync took. */
  firstSync: number;
  /** Asks the background as a surface does. `time`: milliseconds until the answer was here */
  ask<Value>(call: string, args: unknown[]): Promise<Answer<Value>>;
  /** Ends the background's worker: the next question finds nothing ready. */
  sleep(): Promise<void>;
};

/** Fills a team's book, connects a browser to it and waits for all of it to be here; ends both afterwards. */
export async function inLargeBook<Result>(
  count: number,
  say: (line: string) => void,
  use: (book: LargeBook) => Promise<Result>,
): Promise<Result> {
  const server = await TeamServer.start();
  const agent = await Agent.open('en');
  try {
    const home = await becomeOwner(agent, server);
    say(`Filling the team's book with ${count} contacts ...`);
    await seed(server.url, home, people(count), personWithFacts);
    await home.close();
    const started = performance.now();
    await connect(agent, 'en', server.url);
    const page = await agent.openOwn('popup.html');
    await page.evaluate(QUIET);
    await pulled(page, count);
    const firstSync = performance.now() - started;
    // Until the columns that filters read are made: a book at rest.
    await ask(page, 'count', [[{ groups: [[{ attribute: 'tags', is: 'known', value: null }]] }]]);
    say('Asking ...');
    return await use({
      agent,
      count,
      firstSync,
      ask: (call, args) => ask(page, call, args),
      sleep: async () => {
        await agent.killWorker();
        await page.waitForTimeout(500);
      },
    });
  } finally {
    await agent.close();
    await server.end();
  }
}

/**
 * The popup says nothing by itself any more: as soon as a worker that was ended is missed, it would wake it and ask for all
 * it shows, before what is measured and beside it.
 */
const QUIET = `(() => {
  globalThis.askBackground = chrome.runtime.sendMessage.bind(chrome.runtime);
  chrome.runtime.sendMessage = () => new Promise(() => {});
  const nobody = { addListener() {} };
  chrome.runtime.connect = () => ({ onMessage: nobody, onDisconnect: nobody, disconnect() {} });
})()`;

async function ask<Value>(page: Page, call: string, args: unknown[]): Promise<Answer<Value>> {
  const answer = await page.evaluate<{ time: number; value?: Value; problem?: unknown }>(`(async () => {
    const began = performance.now();
    const answer = await askBackground(${JSON.stringify({ to: 'book', call, args })});
    return { ...answer, time: performance.now() - began };
  })()`);
  if (answer.value === undefined) throw new Error(`${call}: ${JSON.stringify(answer.problem)}`);
  return { time: answer.time, value: answer.value };
}

/** Until all contacts are here and the first sync is over. */
async function pulled(page: Page, count: number): Promise<void> {
  for (let tries = 0; tries < 9000; tries += 1) {
    const { value } = await ask<{ contacts: number; sync: { state: string } }>(page, 'status', []);
    if (value.contacts === count && value.sync.state === 'idle') return;
    await page.waitForTimeout(200);
  }
  throw new Error('The first sync never ended.');
}
