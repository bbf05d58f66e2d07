import type { Agent } from '#tests/e2e/harness/agent.ts';
import type { Measure } from './measure.ts';

// A long pull on the scroll wheel: as many frames as fit in four seconds, each a good screen's piece further.
const SCROLL = `async () => {
  const list = document.querySelector('[role=grid]');
  const gaps = [];
  let last = performance.now();
  const until = last + 4000;
  while (last < until) {
    list.scrollTop += 120;
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    gaps.push(now - last);
    last = now;
  }
  return gaps;
}`;

/** Whether the list of 100,000 follows the wheel: the worst frames, and how many were late for a 60 Hz screen. */
export async function listFrames(agent: Agent): Promise<Measure[]> {
  const page = await agent.openOwn('contacts.html');
  await page.locator('[role=grid] [role=row]').nth(5).waitFor();
  await page.waitForTimeout(1000);
  const gaps = (await page.evaluate<number[]>(`(${SCROLL})()`)).toSorted((a, b) => a - b);
  await page.close();
  const late = gaps.filter((gap) => gap > 25).length;
  return [
    {
      name: 'list of 100,000 scrolled: 95th percentile of a frame',
      value: gaps[Math.floor(gaps.length * 0.95)] ?? 0,
      unit: 'ms',
      limit: 34,
    },
    {
      name: 'list of 100,000 scrolled: frames later than 25 ms',
      value: (100 * late) / gaps.length,
      unit: '%',
      limit: 5,
    },
  ];
}
