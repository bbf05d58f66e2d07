import type { LargeBook } from './large-book.ts';
import { median, percentile, type Measure } from './measure.ts';

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

/** Whether the list of a large book follows the wheel: the worst frame, and how many were late for a 60 Hz screen. */
export async function listFrames({ agent, count }: LargeBook): Promise<Measure[]> {
  const page = await agent.openOwn('contacts.html');
  await page.locator('[role=grid] [role=row]').nth(5).waitFor();
  await page.waitForTimeout(1000);
  const gaps = await page.evaluate<number[]>(`(${SCROLL})()`);
  await page.close();
  const late = gaps.filter((gap) => gap > 25).length;
  const list = `list of ${count.toLocaleString('en')} scrolled`;
  return [
    // Two of a 60 Hz screen, and what the clock is off.
    { name: `${list}: the longest frame`, value: Math.max(...gaps), unit: 'ms', limit: 34 },
    { name: `${list}: 95th percentile of a frame`, value: percentile(gaps, 0.95), unit: 'ms', limit: 34 },
    { name: `${list}: frames later than 25 ms`, value: (100 * late) / gaps.length, unit: '%', limit: 5 },
  ];
}

// From the click on a row to the frame in which its contact stands in the drawer, by the page's own clock.
const OPENING = `async () => {
  const rows = [...document.querySelectorAll('[role=grid] [role=row]')].slice(2, 12);
  const times = [];
  for (const row of rows) {
    const name = row.querySelector('[role=gridcell] ~ [role=gridcell]').innerText.trim().split('\\n').at(-1);
    const began = performance.now();
    row.click();
    const until = began + 5000;
    while (performance.now() < until) {
      await new Promise(requestAnimationFrame);
      if (document.querySelector('aside')?.innerText.includes(name)) break;
    }
    times.push(performance.now() - began);
  }
  return times;
}`;

/** How long a contact of the list takes to stand in the drawer; the first brings the drawer's own code. */
export async function opening({ agent }: LargeBook): Promise<Measure[]> {
  const page = await agent.openOwn('contacts.html');
  await page.locator('[role=grid] [role=row]').nth(12).waitFor();
  await page.waitForTimeout(1000);
  const [first = Number.NaN, ...times] = await page.evaluate<number[]>(`(${OPENING})()`);
  await page.close();
  return [
    { name: 'opening the first contact of a page, with the drawer', value: first, unit: 'ms', limit: null },
    { name: 'opening a contact', value: median(times), unit: 'ms', limit: 50 },
  ];
}
