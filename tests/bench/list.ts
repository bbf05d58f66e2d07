import type { Page } from 'playwright-core';
import type { LargeBook } from './large-book.ts';
import { median, percentile, type Measure } from './measure.ts';

/** Pulls on the scroll wheel; the longest frame is told of the middle one, since one hiccup of the machine makes a pull's. */
const PULLS = 5;

// A long pull: as many frames as fit in three seconds, each a good screen's piece further.
const SCROLL = `async (list, each = () => {}) => {
  const gaps = [];
  let last = performance.now();
  const until = last + 3000;
  while (last < until) {
    list.scrollTop += 120;
    each();
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    gaps.push(now - last);
    last = now;
  }
  return gaps;
}`;

const OURS = `(${SCROLL})(document.querySelector('[role=grid]'))`;

/** The same number of rows and cells with nothing behind them: what the browser itself takes to show a list like ours. */
const BARE = `(() => {
  document.body.innerHTML = '<div style="height:860px;overflow:auto;position:relative;font:14px system-ui"><div style="position:relative;height:4000000px"></div></div>';
  const list = document.body.firstElementChild;
  const rows = Array.from({ length: 38 }, () => {
    const row = document.createElement('div');
    row.style.cssText = 'position:absolute;width:100%;height:40px;display:grid;grid-template-columns:repeat(8,1fr);contain:layout style size;border-bottom:1px solid #ddd';
    row.innerHTML = '<span></span>'.repeat(8);
    list.firstElementChild.append(row);
    return { row, cells: [...row.children], index: -1 };
  });
  const put = () => {
    const first = Math.max(0, Math.floor(list.scrollTop / 40) - 8);
    for (let index = first; index < first + rows.length; index++) {
      const one = rows[index % rows.length];
      if (one.index === index) continue;
      one.index = index;
      one.row.style.transform = 'translateY(' + index * 40 + 'px)';
      one.cells.forEach((cell, at) => (cell.textContent = 'Contact ' + index + ' ' + at));
    }
  };
  put();
  return (${SCROLL})(list, put);
})()`;

/** Whether the list of a large book follows the wheel: the worst frame, and how many were late for a 60 Hz screen. */
export async function listFrames({ agent, count }: LargeBook): Promise<Measure[]> {
  const page = await agent.openOwn('contacts.html');
  await page.locator('[role=grid] [role=row]').nth(5).waitFor();
  await page.waitForTimeout(1000);
  const ours = await pulls(page, OURS);
  await page.goto('about:blank');
  const bare = await pulls(page, BARE);
  await page.close();
  const gaps = ours.flat();
  const late = gaps.filter((gap) => gap > 25).length;
  const list = `list of ${count.toLocaleString('en')} scrolled`;
  return [
    // Two of a 60 Hz screen, and what the clock is off.
    {
      name: `${list}: the longest frame, middle of ${PULLS} pulls`,
      value: longest(ours),
      unit: 'ms',
      limit: 34,
    },
    { name: `${list}: 95th percentile of a frame`, value: percentile(gaps, 0.95), unit: 'ms', limit: 34 },
    { name: `${list}: frames later than 25 ms`, value: (100 * late) / gaps.length, unit: '%', limit: 5 },
    {
      name: 'as many bare rows scrolled: the longest frame, the same',
      value: longest(bare),
      unit: 'ms',
      limit: null,
    },
    {
      name: 'as many bare rows scrolled: 95th percentile of a frame',
      value: percentile(bare.flat(), 0.95),
      unit: 'ms',
      limit: null,
    },
  ];
}

/** Milliseconds of the frames of each pull. */
async function pulls(page: Page, pull: string): Promise<number[][]> {
  const all: number[][] = [];
  for (let run = 0; run < PULLS; run += 1) {
    all.push(await page.evaluate<number[]>(pull));
    await page.waitForTimeout(500);
  }
  return all;
}

function longest(all: number[][]): number {
  return median(all.map((gaps) => Math.max(...gaps)));
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
