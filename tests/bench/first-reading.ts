import type { Agent } from '#tests/e2e/harness/agent.ts';
import { chipText } from '#tests/e2e/harness/on-page.ts';
import { answerWith, savedPages } from '#tests/e2e/harness/saved-page.ts';
import { median, type Measure } from './measure.ts';
import { ownSpans, traced } from './page/trace.ts';

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
    times.push(ownSpans(events).reduce((all, one) => all + one, 0));
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
