import type { CDPSession } from 'playwright-core';
import type { Agent } from '#tests/e2e/harness/agent.ts';
import { chipText } from '#tests/e2e/harness/on-page.ts';
import { answerWith, savedPages } from '#tests/e2e/harness/saved-page.ts';
import { median, type Measure } from './measure.ts';

type TraceEvent = {
  ph: string;
  ts: number;
  dur?: number;
  tid: number;
  name: string;
  args?: { data?: { url?: string } };
};

const RUNS = 7;

/**
 * How long the content script holds up a page before the chip stands: all its work on the main thread from the
 * page's load to the first reading, on the largest saved page that shows somebody, by the browser's own trace.
 */
export async function firstReading(agent: Agent): Promise<Measure> {
  const [largest] = ['gmail', 'roundcube', 'demo'].flatMap(savedPages).toSorted((a, b) => b.bytes - a.bytes);
  if (!largest) throw new Error('There is no saved page.');
  // Granted to the build: the host of a saved Roundcube is not, so its page is answered on the machine's own.
  const url = largest.url.startsWith('https://mail.google.com/') ? largest.url : onLoopback(largest.url);
  const page = await agent.context.newPage();
  await answerWith(page, url, largest.html);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const session = await agent.browserSession();
    const events = await traced(session, async () => {
      await page.goto(url);
      for (let tries = 0; tries < 100 && (await chipText(page)) === null; tries += 1)
        await page.waitForTimeout(20);
    });
    times.push(ownTime(events));
  }
  await page.close();
  return {
    name: `content script to first reading (${largest.file}, ${Math.round(largest.bytes / 1000)} kB)`,
    value: median(times),
    unit: 'ms',
    limit: 10,
  };
}

export function onLoopback(url: string): string {
  const { pathname, search, hash } = new URL(url);
  return `http://127.0.0.1:4999${pathname}${search}${hash}`;
}

async function traced(session: CDPSession, act: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'v8'] },
  });
  await act();
  const complete = new Promise((done) => {
    session.once('Tracing.tracingComplete', done);
  });
  await session.send('Tracing.end');
  await complete;
  return events;
}

/** Milliseconds of the outermost spans that run our script: evaluating it, and each function the browser calls in it. */
function ownTime(events: TraceEvent[]): number {
  const ours = events
    .filter(({ ph, args }) => ph === 'X' && (args?.data?.url ?? '').includes('/content-scripts/requester.js'))
    .toSorted((a, b) => a.ts - b.ts);
  let total = 0;
  let until = 0;
  for (const { ts, dur = 0 } of ours) {
    if (ts < until) continue;
    total += dur;
    until = ts + dur;
  }
  return total / 1000;
}
