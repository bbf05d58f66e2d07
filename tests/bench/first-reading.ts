import type { Agent } from '#tests/e2e/harness/agent.ts';
import { chipText } from '#tests/e2e/harness/on-page.ts';
import { answerWith, savedPages } from '#tests/e2e/harness/saved-page.ts';
import { median, type Measure } from './measure.ts';
import { aroundReading, traced } from './page/trace.ts';

const RUNS = 7;

/**
 * How long the content scripts hold up a page: all their work on the main thread from the page's load to the first reading,
 * and from there until the chip stands, on the largest saved page that shows somebody, by the browser's own trace.
 */
export async function firstReading(agent: Agent): Promise<Measure[]> {
  const [largest] = ['gmail', 'roundcube', 'demo'].flatMap(savedPages).toSorted((a, b) => b.bytes - a.bytes);
  if (!largest) throw new Error('There is no saved page.');
  // Granted to the build: the host of a saved Roundcube is not, so its page is answered on the machine's own.
  const url = largest.url.startsWith('https://mail.google.com/') ? largest.url : onLoopback(largest.url);
  const page = await agent.context.newPage();
  await answerWith(page, url, largest.html);
  const times: { until: number; after: number }[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const session = await agent.browserSession();
    const events = await traced(session, async () => {
      await page.goto(url);
      for (let tries = 0; tries < 100 && (await chipText(page)) === null; tries += 1)
        await page.waitForTimeout(20);
    });
    times.push(aroundReading(events));
  }
  await page.close();
  const where = `${largest.file}, ${Math.round(largest.bytes / 1000)} kB`;
  const middle = (of: 'until' | 'after') => median(times.map((one) => one[of]));
  return [
    { name: `content script to first reading (${where})`, value: middle('until'), unit: 'ms', limit: 10 },
    { name: 'from there until the chip stands', value: middle('after'), unit: 'ms', limit: null },
  ];
}

export function onLoopback(url: string): string {
  const { pathname, search, hash } = new URL(url);
  return `http://127.0.0.1:4999${pathname}${search}${hash}`;
}
